import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { SpanEntry } from '../../verifier/document.ts';
import { barOf, distanceText, scaleOf, timesText } from './clock.ts';
import { verdictOf } from './fixtures.ts';

const [SPAN] = verdictOf('healthy').spans as [SpanEntry];
const at = (startTime: number, endTime: number, service = 'service-a'): SpanEntry => ({ ...SPAN, service, startTime, endTime });

test('the scale is that of the first service, and grows by what overlaps it', () => {
  assert.deepEqual(scaleOf([at(100, 200), at(150, 260, 'service-b'), at(900, 950, 'service-b')], 'service-a'), { start: 100, end: 260 });
  assert.deepEqual(scaleOf([at(900, 950, 'service-b')], 'service-a'), { start: 900, end: 950 });
});

test('a bar lies within the scale, and is never too thin to be seen', () => {
  const scale = { start: 100, end: 200 };
  assert.deepEqual(barOf(at(125, 150), scale), { start: 250, width: 250, beyond: null });
  assert.deepEqual(barOf(at(50, 400), scale), { start: 0, width: 1_000, beyond: null });
  assert.deepEqual(barOf(at(200, 200), scale), { start: 994, width: 6, beyond: null });
});

test('a bar outside is clipped to the edge, and says how far off it is by its clock', () => {
  const scale = { start: 400_000, end: 400_100 };
  const [early, late] = [at(100_000, 100_001), at(400_150, 400_160)];
  assert.deepEqual(barOf(early, scale), { start: 0, width: 6, beyond: 'before' });
  assert.deepEqual(barOf(late, scale), { start: 994, width: 6, beyond: 'behind' });
  assert.equal(distanceText(early, scale), '300.0 s earlier by its clock');
  assert.equal(distanceText(late, scale), '50 ms later by its clock');
});

test('a span without times, or with ones that cannot be, has no bar', () => {
  for (const span of [at(0, 0), at(200, 100), at(1, 1e300), at(Number.NaN, 1), at(undefined as never, undefined as never)]) {
    assert.equal(timesText(span), 'no times');
    assert.equal(barOf(span, { start: 0, end: 1 }), undefined);
    assert.equal(scaleOf([span], 'service-a'), undefined);
  }
});

test('raw times are told to the millisecond', () => assert.equal(timesText(at(1_764_000_000_010, 1_764_000_000_018)), '16:00:00.010, 8 ms'));
