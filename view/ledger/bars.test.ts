import assert from 'node:assert/strict';
import { test } from 'node:test';

import { barsOf } from './bars.ts';

const [p50, p99] = [12, 40];

function histogram(requests: number[]): { upToMilliseconds: number; requests: number }[] {
  const bounds = [10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000];
  return requests.map((count, at) => ({ upToMilliseconds: bounds[at]!, requests: count }));
}

test('bars fill the width, the highest the height, and one among very many can be seen', () => {
  const { bars, most } = barsOf({ latencyHistogram: histogram([1, 5_000, 0, 2_500]), latencyMilliseconds: { p50, p99, max: 30 } });
  assert.deepEqual(bars.map(({ left, width }) => [left, width]), [[0, 25], [25, 25], [50, 25], [75, 25]]);
  assert.deepEqual(bars.map(({ height }) => height), [.012, 1, 0, .5]);
  assert.equal(most, 5_000);
});

test('a mark stands within its bar; one beyond the last stands at the end', () => {
  const marksOf = (median: number, slow: number): number[] => barsOf({ latencyHistogram: histogram([1, 1, 1, 1]), latencyMilliseconds: { p50: median, p99: slow, max: 30 } }).marks.map(({ at }) => at);
  assert.deepEqual(marksOf(12.5, 25), [37.5, 87.5]);
  assert.deepEqual(marksOf(5, 99), [12.5, 100]);
});

test('ticks are few, and the last bar has one', () => {
  for (const length of [1, 2, 7, 13]) {
    const { ticks } = barsOf({ latencyHistogram: histogram(Array.from({ length }, () => 1)), latencyMilliseconds: { p50, p99, max: 30 } });
    assert.ok(ticks.length <= 6, `${ticks.length} of ${length}`);
    assert.equal(ticks.at(-1)!.at, 100);
  }
});
