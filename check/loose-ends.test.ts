import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, B_SERVER, B_SERVER_2, clientOfA, serverOfA, serverOfB, span } from '../verifier/fixtures/evidence.ts';
import type { Span } from '../verifier/span.ts';
import { looseIn } from './loose-ends.ts';

const INNER = '1111111111111111';
const NOBODY = 'ffffffffffffffff';
const UNKNOWN = 1;

/** Calls by their span, or by the service that made none; answers by their span, with a mark on entries, and the call that lost its context. */
interface Loose { calls?: string[]; answers?: string[]; repeated?: number; late?: number }

const TRACES: [says: string, spans: Span[], loose: Loose][] = [
  ['a hop that is linked', [serverOfA(), clientOfA(), serverOfB()], { calls: ['service-b'], answers: [`${A_SERVER} entry`] }],
  ['a call without an answer', [serverOfA(), clientOfA()], { calls: [A_CLIENT], answers: [`${A_SERVER} entry`] }],
  ['a call that a span of another service lies below', [serverOfA(), clientOfA(), span({ service: 'service-b', parentSpanId: A_CLIENT })], { answers: [`${A_SERVER} entry`] }],
  ['a call that a span of its own service lies below', [serverOfA(), clientOfA(), span({ parentSpanId: A_CLIENT })], { calls: [A_CLIENT], answers: [`${A_SERVER} entry`] }],
  ['a call below an inner span', [serverOfA(), span({ spanId: INNER, parentSpanId: A_SERVER }), clientOfA({ parentSpanId: INNER })], { calls: [A_CLIENT], answers: [`${A_SERVER} entry`] }],
  ['an orphan beside a root', [serverOfA({ parentSpanId: undefined }), serverOfB({ parentSpanId: NOBODY })], { calls: ['service-a', 'service-b'], answers: [A_SERVER, B_SERVER] }],
  ['one span with a parent outside', [serverOfB({ parentSpanId: NOBODY, kind: 'CONSUMER' })], { answers: [`${B_SERVER} entry`] }],
  ['one span with a parent outside, which is local', [serverOfB({ parentSpanId: NOBODY, flags: 257 })], { calls: ['service-b'], answers: [B_SERVER] }],
  ['one span with a parent outside, of which flags say nothing', [serverOfB({ parentSpanId: NOBODY, flags: UNKNOWN })], { calls: ['service-b'], answers: [`${B_SERVER} entry`] }],
  ['a root alone', [serverOfB({ parentSpanId: undefined })], { calls: ['service-b'], answers: [B_SERVER] }],
  ['a call at the top of its trace', [clientOfA({ parentSpanId: undefined }), serverOfB()], { calls: ['service-b'], answers: [`${B_SERVER} of ${A_CLIENT}`] }],
  ['a call below an inner root', [span({ spanId: INNER }), clientOfA({ parentSpanId: INNER }), serverOfB()], { calls: ['service-b'], answers: [`${B_SERVER} of ${A_CLIENT}`] }],
  ['a call whose parent is not there', [clientOfA(), serverOfB()], { calls: ['service-b'] }],
  ['a call that was delivered twice', [serverOfA(), clientOfA(), serverOfB(), serverOfB({ spanId: B_SERVER_2 })], { calls: ['service-b', 'service-b'], answers: [`${A_SERVER} entry`], repeated: 1 }],
  ['a message that two consumers took', [serverOfA(), clientOfA({ kind: 'PRODUCER' }), serverOfB({ kind: 'CONSUMER' }), serverOfB({ kind: 'CONSUMER', spanId: B_SERVER_2 })], { answers: [`${A_SERVER} entry`] }],
  ['an answer to a call that failed', [serverOfA(), clientOfA({ status: 'ERROR', responseStatus: undefined }), serverOfB()], { calls: ['service-b'], answers: [`${A_SERVER} entry`], late: 1 }],
  ['an answer to a call that got an error', [serverOfA(), clientOfA({ status: 'ERROR', responseStatus: 500 }), serverOfB()], { calls: ['service-b'], answers: [`${A_SERVER} entry`] }],
];

for (const [says, spans, { calls = [], answers = [], repeated = 0, late = 0 }] of TRACES) {
  test(`${says}: ${calls.length} calls and ${answers.length} answers hang loose`, () => {
    const loose = looseIn(spans);
    assert.deepEqual({
      calls: loose.calls.map(({ client, service }) => client?.spanId ?? service),
      answers: loose.answers.map(({ server, isEntry, client }) => `${server.spanId}${isEntry ? ' entry' : ''}${client ? ` of ${client.spanId}` : ''}`),
      repeated: loose.repeated.length, late: loose.late.length,
    }, { calls, answers, repeated, late });
  });
}

test('a call comes with what lies above it in its service', () => {
  const spans = [serverOfA(), span({ spanId: INNER, parentSpanId: A_SERVER }), clientOfA({ parentSpanId: INNER })];
  assert.deepEqual(looseIn(spans).calls[0]!.spans.map(({ spanId }) => spanId), [A_CLIENT, INNER, A_SERVER]);
});

const numbered = (number: number): string => number.toString(16).padStart(16, '0');

test('in a very deep trace each span is looked at a few times, though no call is found in it', () => {
  let looks = 0;
  const spans = Array.from({ length: 2_000 }, (_, at) => Object.defineProperty(serverOfA({ spanId: numbered(at + 1), parentSpanId: at === 0 ? undefined : numbered(at) }), 'service', { get: () => { looks++; return 'service-a'; } }));
  assert.equal(looseIn(spans).calls.length, spans.length);
  assert.ok(looks <= 20 * spans.length, `${looks} looks`);
});

test('very many spans may lie below one', () => {
  const spans = [serverOfA(), ...Array.from({ length: 200_000 }, (_, at) => span({ spanId: numbered(at + 1), parentSpanId: A_SERVER }))];
  assert.deepEqual(looseIn(spans).calls.map(({ spans: [only] }) => only!.spanId), [A_SERVER]);
});
