import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clientOfA, OTHER_TRACE, serverOfA, serverOfB, TRACE } from '../verifier/fixtures/evidence.ts';
import type { Span } from '../verifier/span.ts';
import { Edges } from './edges.ts';
import { verdictOn } from './verdicts.ts';

const A_TO_B = { caller: 'service-a', callee: 'service-b' };
const hop = (spans: readonly Span[], isBroken = true, counted = 0) => ({ judged: verdictOn(A_TO_B, spans), isBroken, counted, spans });
const STRIPPED = (traceId: string, startTime?: number) => [serverOfA({ traceId }), clientOfA({ traceId }), serverOfB({ traceId: `e${traceId.slice(1)}`, parentSpanId: undefined })].map((span) => ({ ...span, ...startTime === undefined ? {} : { startTime } }));

test('links alone: an edge that is linked', () => {
  const edges = new Edges();
  edges.addLinks('b', 'c', 2);
  edges.addLinks('b', 'a', 1);
  edges.addLinks('a', 'c', 1);
  edges.addLinks('b', 'c', 3);
  assert.deepEqual(edges.entries().map(({ from, to, linked }) => [from, to, linked]), [['a', 'c', 1], ['b', 'a', 1], ['b', 'c', 5]]);
  assert.deepEqual(edges.entries()[2], { from: 'b', to: 'c', linked: 5, broken: 0, undecided: 0, verdicts: { LINKED: 5 }, brokenSince: null, examples: [] });
});

test('broken hops: by cause, since the first, with the three least traces, each once', () => {
  const edges = new Edges();
  for (const digit of '4321') edges.addJudged(hop(STRIPPED(`${digit}${TRACE.slice(1)}`, Number(digit) * 1_000)));
  edges.addJudged(hop(STRIPPED(`1${TRACE.slice(1)}`, 0)));
  const [edge] = edges.entries();
  assert.deepEqual([edge!.broken, edge!.verdicts, edge!.brokenSince], [5, { HEADER_STRIPPED: 5 }, '1970-01-01T00:00:01.000Z']);
  assert.deepEqual(edge!.examples, ['1', '2', '3'].map((digit) => `${digit}${TRACE.slice(1)}`));
});

test('a broken hop of which nobody knows when it began: broken since nobody knows', () => {
  const edges = new Edges();
  edges.addJudged(hop(STRIPPED(TRACE, 0)));
  assert.equal(edges.entries()[0]!.brokenSince, null);
});

test('a call of which nobody knows whether it arrived: undecided, and no example of a broken one', () => {
  const edges = new Edges();
  edges.addJudged(hop([serverOfA(), clientOfA()], false));
  const [edge] = edges.entries();
  assert.deepEqual([edge!.broken, edge!.undecided, edge!.verdicts, edge!.examples], [0, 1, { UNDECIDED: 1 }, []]);
});

test('an orphan of which nobody knows the cause: broken', () => {
  const edges = new Edges();
  edges.addJudged(hop([serverOfB({ parentSpanId: 'ffffffffffffffff' })]));
  const [edge] = edges.entries();
  assert.deepEqual([edge!.broken, edge!.undecided, edge!.verdicts], [1, 0, { UNDECIDED: 1 }]);
});

test('a link that is judged gives its place to the verdict', () => {
  const edges = new Edges();
  edges.addLinks('service-a', 'service-b', 3);
  edges.addJudged(hop([serverOfA(), clientOfA(), serverOfB(), serverOfB({ spanId: 'bbbbbbbbbbbbbb02' })], true, 2));
  const [edge] = edges.entries();
  assert.deepEqual([edge!.linked, edge!.broken, edge!.verdicts], [3, 0, { DUPLICATE_DELIVERY: 2, LINKED: 1 }]);
});

test('of each cause there is one case, of its least trace, and the most frequent first', () => {
  const edges = new Edges();
  edges.addJudged(hop(STRIPPED(TRACE)));
  for (const traceId of [OTHER_TRACE, TRACE]) edges.addJudged(hop([serverOfB({ traceId, parentSpanId: 'ffffffffffffffff' })]));
  assert.deepEqual(edges.cases(9).map(({ verdict, evidence }) => [verdict.code, evidence.received[0]!.traceId]), [['UNDECIDED', TRACE], ['HEADER_STRIPPED', TRACE]]);
  assert.deepEqual(edges.cases(1).length, 1);
});
