import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientOfA, OTHER_TRACE, serverOfB, traceparent } from '../verifier/fixtures/evidence.ts';
import type { LooseAnswer, LooseCall } from './loose-ends.ts';
import { type MayBelong, pair } from './pairing.ts';

const id = (kind: string, digit: number): string => `${kind.repeat(15)}${digit}`;

function call(digit: number, fields: Parameters<typeof clientOfA>[0] = {}): LooseCall {
  const client = clientOfA({ spanId: id('c', digit), ...fields });
  return { service: client.service, client, spans: [client] };
}

function answer(digit: number, fields: Parameters<typeof serverOfB>[0] = {}): LooseAnswer {
  const server = serverOfB({ spanId: id('b', digit), traceId: OTHER_TRACE, parentSpanId: undefined, ...fields });
  return { service: server.service, server, spans: [server], isEntry: false, client: undefined };
}

const header = (digit: number) => ({ requestHeaders: new Map([['traceparent', [traceparent(id('c', digit))]]]) });
const ANY: MayBelong = () => true;
const NAMED: MayBelong = (_call, _answer, named) => named;
const NONE: MayBelong = () => false;
const ALIKE: MayBelong = (one, other) => one.client!.request === other.server.request;
const X = { request: 'GET /x' };
const Y = { request: 'GET /y' };

interface Found { pairs?: string[]; open?: string[]; calls?: number; answers?: number }

const ENDS: [says: string, calls: LooseCall[], answers: LooseAnswer[], mayBelong: MayBelong, found: Found][] = [
  ['nothing', [], [], ANY, {}],
  ['a call alone', [call(1)], [], ANY, { calls: 1 }],
  ['an answer alone', [], [answer(1)], ANY, { answers: 1 }],
  ['one of each', [call(1)], [answer(1)], ANY, { pairs: ['c1 b1'] }],
  ['one of each that may not belong together', [call(1)], [answer(1)], NONE, { calls: 1, answers: 1 }],
  ['one of each that a header may not join', [call(1)], [answer(1, header(1))], NONE, { calls: 1, answers: 1 }],
  ['two of each, by the time at which they began', [call(1, { startTime: 9 }), call(2, { startTime: 3 })], [answer(1, { startTime: 4 }), answer(2, { startTime: 10 })], ANY, { pairs: ['c2 b1', 'c1 b2'] }],
  ['two of each, by the headers that arrived', [call(1), call(2)], [answer(1, header(2)), answer(2, header(1))], ANY, { pairs: ['c2 b1', 'c1 b2'] }],
  ['an answer that names its parent in another trace', [call(1), call(2)], [answer(1, { parentSpanId: id('c', 2), requestHeaders: new Map() })], NAMED, { pairs: ['c2 b1'], calls: 1 }],
  ['two answers that name one call', [call(1)], [answer(1, header(1)), answer(2, header(1))], NAMED, { pairs: ['c1 b1'], answers: 1 }],
  ['two calls and one answer', [call(1), call(2)], [answer(1)], ANY, { open: ['c1 c2 b1'] }],
  ['one call and two answers', [call(1)], [answer(1), answer(2)], ANY, { open: ['c1 b1 b2'] }],
  ['two calls that are not alike, and two answers that are', [call(1), call(2, { responseStatus: undefined })], [answer(1), answer(2)], ANY, { pairs: ['c1 b1', 'c2 b2'] }],
  ['two answers that are not alike, and two calls that are', [call(1), call(2)], [answer(1), answer(2, { requestHeaders: new Map() })], ANY, { pairs: ['c1 b1', 'c2 b2'] }],
  ['neither calls nor answers that are alike', [call(1), call(2, { responseStatus: undefined })], [answer(1), answer(2, { requestHeaders: new Map() })], ANY, { open: ['c1 c2 b1 b2'] }],
  ['answers to two requests, one of which has two calls', [call(1, X), call(2, Y), call(3, Y)], [answer(1, X), answer(2, Y)], ALIKE, { pairs: ['c1 b1'], open: ['c2 c3 b2'] }],
  ['a call for nobody knows what, and answers to two requests', [call(1, { request: undefined }), call(2, Y)], [answer(1, X), answer(2, Y)], ANY, { pairs: ['c1 b1', 'c2 b2'] }],
  ['an answer to nobody knows what, and calls of two requests', [call(1, X), call(2, Y)], [answer(1, { request: undefined })], ANY, { open: ['c1 c2 b1'] }],
  ['an answer whose parent is gone from its trace, and calls in that and another', [call(1), call(2, { traceId: OTHER_TRACE })], [answer(1, { parentSpanId: id('f', 0) })], ANY, { pairs: ['c2 b1'], calls: 1 }],
  ['a call below one of two answers', [call(1)], [answer(1), answer(2)], (_call, other) => other.server.spanId.endsWith('2'), { open: ['c1 b1 b2'] }],
];

const short = (text: string): string => `${text[0]}${text.at(-1)}`;

for (const [says, calls, answers, mayBelong, { pairs = [], open = [], calls: calling = 0, answers: answering = 0 }] of ENDS) {
  test(`${says}: ${pairs.length} pairs, ${open.length} left open`, () => {
    const found = pair(calls, answers, mayBelong);
    assert.deepEqual({
      pairs: found.pairs.map((each) => `${short(each.call.client!.spanId)} ${short(each.answer.server.spanId)}`),
      open: found.open.map((each) => [...each.calls.map(({ client }) => client!), ...each.answers.map(({ server }) => server)].map(({ spanId }) => short(spanId)).join(' ')),
      calls: found.calls.length, answers: found.answers.length,
    }, { pairs, open, calls: calling, answers: answering });
  });
}

test('with very many ends of one trace, each is asked about a few times', () => {
  for (const requests of [1, 100, 2_000]) {
    const ends = Array.from({ length: 2_000 }, (_, at) => ({ request: `GET /${at % requests}` }));
    let asked = 0;
    const found = pair(ends.map((each) => call(1, each)), ends.map((each) => answer(1, each)), (one, other) => {
      asked++;
      return ALIKE(one, other, false);
    });
    assert.deepEqual([found.pairs.length, asked <= 3 * ends.length], [ends.length, true], `${requests} requests: ${asked} questions`);
  }
});

test('ends that may not belong together are not asked about one by one either', () => {
  const ends = Array.from({ length: 2_000 }, (_, at) => at);
  let asked = 0;
  pair(ends.map((at) => call(at)), ends.map((at) => answer(at)), () => { asked++; return false; });
  assert.ok(asked <= 3 * ends.length, `${asked} questions`);
});
