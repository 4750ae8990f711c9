import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, answerOfA, answerOfB, B_SERVER, clientOfA, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, span, SPANS, STOOD, TRACE, traceparent } from './fixtures/evidence.ts';
import { type Edge, type Edges, judge, type Judged, type Requested, type RunState } from './judge.ts';
import type { Span } from './span.ts';

const A_TO_B: Edge = { caller: 'service-a', callee: 'service-b' };
const B_TO_C: Edge = { caller: 'service-b', callee: 'service-c' };
const A_TO_C: Edge = { caller: 'service-a', callee: 'service-c' };
const C_TO_D: Edge = { caller: 'service-c', callee: 'service-d' };

const TO_C = 'dddddddddddddd01';
const SERVER_OF_C = serverOfB({ service: 'service-c', spanId: 'dddddddddddddd02', parentSpanId: TO_C });
const CLIENT_OF_B = clientOfA({ service: 'service-b', spanId: TO_C, parentSpanId: B_SERVER });
const ROOT_OF_C = serverOfB({ service: 'service-c', spanId: 'dddddddddddddd02', traceId: OTHER_TRACE, parentSpanId: undefined });
const CLIENT_TO_C = clientOfA({ spanId: TO_C });
const CLIENT_OF_C = clientOfA({ service: 'service-c', spanId: 'dddddddddddddd03', parentSpanId: SERVER_OF_C.spanId });
const SERVER_OF_D = serverOfB({ service: 'service-d', spanId: 'dddddddddddddd04', parentSpanId: CLIENT_OF_C.spanId });

const RUN: RunState = { alone: true, strays: [], emptied: STOOD, allWritten: true, holding: false, otherTraces: 'nothing', hasTap: true, outage: false, gone: () => false };

function judged(edges: Edges, spans: readonly Span[], requested: Partial<Requested> = {}, run: Partial<RunState> = {}): Judged {
  const answers = { a: answerOfA(), b: answerOfB() };
  return judge(edges, { answers, requestError: null, probe: { traceId: TRACE, parentId: PROBE_PARENT, sampled: true }, tap: spans, file: spans, quiet: 60_000, ...requested }, { ...RUN, ...run });
}

const codes = ({ hops }: Judged): string[] => hops.map(({ verdict }) => verdict.code);

const CHAINS: [says: string, edges: Edges, spans: Span[], codes: string[]][] = [
  ['one hop', [A_TO_B], [...SPANS], ['LINKED']],
  ['a chain', [A_TO_B, B_TO_C], [SERVER_OF_C, CLIENT_OF_B, ...SPANS], ['LINKED', 'LINKED']],
  ['a chain of three hops: of the last nobody answers', [A_TO_B, B_TO_C, C_TO_D], [SERVER_OF_D, CLIENT_OF_C, SERVER_OF_C, CLIENT_OF_B, ...SPANS], ['LINKED', 'LINKED', 'LINKED']],
  ['A calls two services', [A_TO_B, A_TO_C], [SERVER_OF_C, CLIENT_TO_C, ...SPANS], ['LINKED', 'LINKED']],
  ['A calls two services, and the header to the second is stripped', [A_TO_B, A_TO_C], [ROOT_OF_C, CLIENT_TO_C, ...SPANS], ['LINKED', 'HEADER_STRIPPED']],
  ['B loses its context before it calls on', [A_TO_B, B_TO_C], [SERVER_OF_C, clientOfA({ service: 'service-b', spanId: TO_C, parentSpanId: undefined }), ...SPANS], ['LINKED', 'CONTEXT_LOST_IN_PROCESS']],
  ['only the hop behind the one that the answers tell of', [B_TO_C], [SERVER_OF_C, CLIENT_OF_B, ...SPANS], ['LINKED']],
  ['only the hop behind, and its header is stripped', [B_TO_C], [ROOT_OF_C, CLIENT_OF_B, ...SPANS], ['HEADER_STRIPPED']],
  ['a service that nothing names', [{ caller: 'service-a', callee: 'service-x' }], [...SPANS], ['UNDECIDED']],
  ['the header to C is stripped', [A_TO_B, B_TO_C], [ROOT_OF_C, CLIENT_OF_B, ...SPANS], ['LINKED', 'HEADER_STRIPPED']],
];

for (const [says, edges, spans, expected] of CHAINS) {
  test(`${says}: ${expected.join(', ')}`, () => assert.deepEqual(codes(judged(edges, spans)), expected));
}

test('the verdict is that of the first hop that is not linked; where all are, of the first', () => {
  const broken = judged([A_TO_B, B_TO_C], [ROOT_OF_C, CLIENT_OF_B, ...SPANS]);
  assert.deepEqual([broken.edge, broken.verdict.code, broken.evidence.caller], [B_TO_C, 'HEADER_STRIPPED', 'service-b']);
  const whole = judged([A_TO_B, B_TO_C], [SERVER_OF_C, CLIENT_OF_B, ...SPANS]);
  assert.deepEqual([whole.edge, whole.verdict.code], [A_TO_B, 'LINKED']);
});

test('behind B its answer stands in for the caller\'s; the probe, and the answer of who comes next, nobody knows', () => {
  const { hops: [, second] } = judged([A_TO_B, B_TO_C], [...SPANS], { answers: { a: answerOfA({ statusOfB: 503 }), b: answerOfB() } });
  const { probe, answers } = second!.evidence;
  const { received: _, ...ofB } = answerOfB();
  assert.deepEqual({ probe, answers }, { probe: 'unknown', answers: { a: { ...ofB, httpStatus: 503, error: null, statusOfB: null }, b: 'unknown' } });
});

test('of a call to another service A\'s answer tells only for A', () => {
  const { hops: [, second] } = judged([A_TO_B, A_TO_C], [...SPANS]);
  assert.deepEqual(second!.evidence.answers, { a: answerOfA(), b: 'unknown' });
});

test('where B answered nothing, nobody answers behind it', () => {
  const { hops: [, second] } = judged([A_TO_B, B_TO_C], [...SPANS], { answers: { a: answerOfA(), b: 'unknown' } });
  assert.deepEqual(second!.evidence.answers, { a: 'unknown', b: 'unknown' });
});

test('each service is settled by its own delay, and an unanswered one only when it is gone', () => {
  const settled = (requested: Partial<Requested>, run?: Partial<RunState>) => judged([A_TO_B], [...SPANS], requested, run).evidence.settled;
  const answers = { a: answerOfA({ exportDelayMs: 200 }), b: answerOfB({ exportDelayMs: 10_000 }) };
  assert.deepEqual(settled({ answers, quiet: 5_000 }), { caller: true, callee: false });
  assert.deepEqual(settled({ answers: { a: answers.a, b: 'unknown' }, quiet: 60_000 }), { caller: true, callee: 'unknown' });
  assert.deepEqual(settled({ answers: { a: answers.a, b: 'unknown' }, quiet: 5_000 }, { gone: (service) => service === 'service-b' }), { caller: true, callee: true });
});

test('without a tap its silence says nothing', () => {
  const { evidence } = judged([A_TO_B], [...SPANS], {}, { hasTap: false });
  assert.equal(evidence.tap, 'unknown');
});

test('a call that A made by hand to C does not count for the hop to B', () => {
  const stripped = judged([A_TO_B, A_TO_C], [SERVER_OF_C, CLIENT_TO_C, serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()], {
    answers: { a: answerOfA(), b: answerOfB({ traceId: OTHER_TRACE, parentSpanId: null, parentIsRemote: null, received: new Map() }) },
  });
  assert.deepEqual([stripped.verdict.code, stripped.evidence.client?.spanId], ['HEADER_STRIPPED', A_CLIENT]);
});

test('spans of any shape are judged without an error', () => {
  const odd = ['', '__proto__', 'x'.repeat(1_000_000), traceparent(A_CLIENT)].flatMap((id) => [
    span({ service: 'service-a', kind: 'SERVER', traceId: id, spanId: id, parentSpanId: id }),
    span({ service: 'service-b', kind: 'SERVER', traceId: id, spanId: id, parentSpanId: id, requestHeaders: new Map([['traceparent', [id, id]], ['__proto__', [id]]]) }),
    span({ service: '__proto__', kind: 'CLIENT', traceId: id, spanId: id, parentSpanId: id, startTime: Number.NaN, flags: Number.NaN, links: [{ traceId: id, spanId: id }] }),
  ]);
  assert.equal(judged([A_TO_B, B_TO_C], odd).hops.length, 2);
});
