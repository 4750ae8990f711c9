import assert from 'node:assert/strict';
import { test } from 'node:test';

import { percent } from './verdict-counts.ts';

test('some are never 0 %, and not all are never 100 %', () => {
  const cases: [count: number, of: number, said: string][] = [[0, 10, '0 %'], [0, 0, '0 %'], [10, 10, '100 %'], [1, 3, '33.3 %'], [54, 10_000, '0.54 %'], [1, 1_000_000, '0.01 %'], [999_999, 1_000_000, '99.99 %']];
  assert.deepEqual(cases.map(([count, of]) => percent(count, of)), cases.map(([, , said]) => said));
});
