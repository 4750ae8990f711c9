import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, B_SERVER_2, clientOfA, serverOfA, serverOfB, TRACE } from '../verifier/fixtures/evidence.ts';
import { lineOf } from '../verifier/fixtures/otlp.ts';
import type { Span } from '../verifier/span.ts';
import { checkedLines, recordsOf } from './fixtures.ts';
import { tallyOf } from './examination.ts';
import { MOST_IN_FULL } from './tally.ts';

const A_TO_B = [{ caller: 'service-a', callee: 'service-b' }];

/** So many other traces that not all are read in full: each has a root of a service that nobody asks about. */
const OTHERS = lineOf(Array.from({ length: MOST_IN_FULL }, (_, index) => serverOfA({ service: 'service-x', traceId: (index + 1).toString(16).padStart(32, '0'), parentSpanId: undefined, requestHeaders: new Map() })));

const WHOLE = [serverOfA(), clientOfA(), serverOfB()];
const LATE = [serverOfA(), clientOfA({ status: 'ERROR', responseStatus: undefined }), serverOfB()];

const TRACES: [says: string, spans: Span[], asked: typeof A_TO_B, suspects: string[]][] = [
  ['that is whole', WHOLE, [], []],
  ['that is whole, asked', WHOLE, A_TO_B, []],
  ['with an orphan', [serverOfA(), clientOfA(), serverOfB({ parentSpanId: B_SERVER_2 })], [], [TRACE]],
  ['with an entry alone', [serverOfB({ parentSpanId: B_SERVER_2 })], [], []],
  ['with a cycle', [serverOfA({ parentSpanId: A_CLIENT }), clientOfA({ parentSpanId: A_SERVER })], [], [TRACE]],
  ['with a call that was answered twice', [...WHOLE, serverOfB({ spanId: B_SERVER_2 })], [], [TRACE]],
  ['with a span that came twice', [...WHOLE, serverOfB()], [], [TRACE]],
  ['in which the callee was not reached', [serverOfA()], [], []],
  ['in which the callee was not reached, asked', [serverOfA()], A_TO_B, [TRACE]],
  ['in which nobody called the callee, asked', [serverOfB({ parentSpanId: undefined })], A_TO_B, [TRACE]],
  ['in which nobody called the caller, asked', [clientOfA({ parentSpanId: undefined }), serverOfB()], A_TO_B, [TRACE]],
];

for (const [says, spans, asked, suspects] of TRACES) {
  test(`of many traces, one ${says} is ${suspects.length > 0 ? '' : 'not '}read in full`, () => {
    const tally = tallyOf(recordsOf([OTHERS, lineOf(spans)]), { asked, wanted: new Set() });
    assert.deepEqual([...tally.suspects.traces], suspects);
  });
}

test('of few traces all are read in full', () => {
  assert.deepEqual([...tallyOf(recordsOf([lineOf(WHOLE)]), { asked: [], wanted: new Set() }).suspects.traces], [TRACE]);
});

test('of many traces, one that is wanted is read in full', () => {
  assert.deepEqual([...tallyOf(recordsOf([OTHERS, lineOf(WHOLE)]), { asked: [], wanted: new Set([TRACE]) }).suspects.traces], [TRACE]);
});

test('of many traces, one whose spans came twice gets the verdict that it had', () => {
  const { duplicates, ...once } = checkedLines([OTHERS, lineOf(LATE)]);
  const { duplicates: again, ...twice } = checkedLines([OTHERS, lineOf(LATE), lineOf(LATE)]);
  assert.deepEqual([duplicates, again, twice], [0, 3, once]);
});

test('of many traces, one that is wanted gets the verdict that it had', () => {
  assert.deepEqual(checkedLines([OTHERS, lineOf(LATE)], { wanted: new Set([TRACE]) }), checkedLines([OTHERS, lineOf(LATE)]));
});

test('of an orphan and a repetition in one trace, the orphan is judged', () => {
  const spans = [serverOfA(), clientOfA(), serverOfB({ parentSpanId: B_SERVER_2 })];
  const [edge] = checkedLines([OTHERS, lineOf(spans), lineOf(spans)]).edges;
  assert.deepEqual([edge?.broken, edge?.examples], [1, [TRACE]]);
});

test('of many traces, one that lacks the callee is judged, though its spans came twice', () => {
  const { duplicates: _, ...once } = checkedLines([OTHERS, lineOf([serverOfA()])], { asked: A_TO_B });
  const { duplicates: __, ...twice } = checkedLines([OTHERS, lineOf([serverOfA()]), lineOf([serverOfA()])], { asked: A_TO_B });
  assert.deepEqual([once.edges[0]?.undecided, twice], [1, once]);
});

test('traces that lack the callee are not read in full where they are too many', () => {
  const lacking = [OTHERS.replaceAll('service-x', 'service-a'), lineOf([serverOfA()])];
  assert.deepEqual([...tallyOf(recordsOf(lacking), { asked: A_TO_B, wanted: new Set() }).suspects.traces], []);
});
