import assert from 'node:assert/strict';
import { createHistogram } from 'node:perf_hooks';
import { test } from 'node:test';

import { latencyHistogram, type LatencyCount } from './latency.ts';

function histogramOf(milliseconds: readonly number[]): LatencyCount[] {
  const histogram = createHistogram();
  for (const each of milliseconds) histogram.record(Math.round(each * 1000));
  return latencyHistogram(histogram);
}

test('each answer is counted once, where it belongs, and nothing between them is left out', () => {
  assert.deepEqual(histogramOf([1.2, 1.5, 1.6, 4]), [
    { upToMilliseconds: 1.5, requests: 2 }, { upToMilliseconds: 2, requests: 1 }, { upToMilliseconds: 3, requests: 0 }, { upToMilliseconds: 5, requests: 1 },
  ]);
});

test('one answer is one; none is an empty list', () => {
  assert.deepEqual(histogramOf([69]), [{ upToMilliseconds: 70, requests: 1 }]);
  assert.deepEqual(histogramOf([]), []);
});

test('of very many, the counts come to all of them, and agree with counting', () => {
  const milliseconds = Array.from({ length: 10_007 }, (_, at) => 2 + ((at * 7919) % 10_007) / 500);
  const counts = histogramOf(milliseconds);
  assert.equal(counts.reduce((sum, { requests }) => sum + requests, 0), 10_007);
  let from = 0;
  for (const { upToMilliseconds, requests } of counts) {
    const expected = milliseconds.filter((each) => each > from && each <= upToMilliseconds).length;
    assert.ok(Math.abs(requests - expected) <= expected * 0.01 + 2, `up to ${upToMilliseconds} ms: ${requests}, and ${expected} by counting`);
    from = upToMilliseconds;
  }
});
