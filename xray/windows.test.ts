import assert from 'node:assert/strict';
import { test } from 'node:test';

import { duration, patience, windowsOf } from './windows.ts';

const DURATIONS: [text: unknown, milliseconds: number][] = [['30s', 30_000], ['1m30s', 90_000], ['1h0m0.5s', 3_600_500], ['200ms', 200], ['1.5s', 1_500], ['100us', 0.1], ['0s', 0], [10_000_000, 10], [undefined, 0], ['', 0]];

for (const [text, milliseconds] of DURATIONS) {
  test(`a duration of ${JSON.stringify(text)} is ${milliseconds} ms`, () => assert.equal(duration(text), milliseconds));
}

test('each processor that holds spans back is named once, with the setting that says for how long', () => {
  const pipeline = { id: 'traces', received: true, from: [], processors: ['filter', 'tail_sampling/x', 'groupbytrace', 'batch'], to: [], destinations: [] };
  const processors = { filter: {}, 'tail_sampling/x': { decision_wait: '10s' }, groupbytrace: { wait_duration: '1s' }, batch: { timeout: '0s' } };
  assert.deepEqual(windowsOf([pipeline, pipeline], { processors }), [
    { component: 'tail_sampling/x', setting: 'decision_wait', milliseconds: 10_000 },
    { component: 'groupbytrace', setting: 'wait_duration', milliseconds: 1_000 },
  ]);
});

test('until all windows must have closed, the longest is waited for whenever something moved, and after that a moment', () => {
  const held = [{ milliseconds: 4_000 }, { milliseconds: 10_000 }];
  assert.deepEqual([0, 17_999, 18_000].map((elapsed) => patience(held, elapsed)), [12_000, 12_000, 2_000]);
  assert.equal(patience([], 0), 2_000);
});
