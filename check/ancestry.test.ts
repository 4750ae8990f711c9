import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, clientOfA, serverOfA, serverOfB, span } from '../verifier/fixtures/evidence.ts';
import { above, byIdOf, topsOf, withAbove } from './ancestry.ts';

const ABSENT = 'ffffffffffffffff';
const SPANS = [serverOfA({ parentSpanId: ABSENT }), clientOfA(), serverOfB()];
const [A, CLIENT, B] = SPANS;
const CIRCLE = [serverOfA({ parentSpanId: A_CLIENT }), clientOfA({ parentSpanId: A_SERVER })];

test('above a span are those of its service, up to the first of another', () => {
  assert.deepEqual([above(CLIENT!, byIdOf(SPANS)), above(B!, byIdOf(SPANS))], [[CLIENT, A], [B]]);
});

test('the top of each span is the last one that is there, whichever is asked about first', () => {
  for (const spans of [SPANS, SPANS.toReversed()]) assert.deepEqual(spans.map((each) => topsOf(spans, byIdOf(spans)).get(each)), [A, A, A]);
  const alone = span({ parentSpanId: undefined });
  assert.equal(topsOf([alone], byIdOf([alone])).get(alone), alone);
});

test('with what lies above them: the spans given, and all up to the top', () => {
  assert.deepEqual([...withAbove([CLIENT!], byIdOf(SPANS))], [CLIENT, A]);
});

test('a circle ends', () => {
  const byId = byIdOf(CIRCLE);
  assert.deepEqual([above(CIRCLE[0]!, byId).length, withAbove(CIRCLE, byId).size, topsOf(CIRCLE, byId).size], [2, 2, 2]);
});
