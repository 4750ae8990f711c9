import assert from 'node:assert/strict';
import { test } from 'node:test';

import { secondsOf, type Since, sinceOf } from './since.ts';

const READ: [text: string, since: Since | undefined][] = [
  ['45s', { ago: 45 }], ['15m', { ago: 900 }], ['2h', { ago: 7_200 }], ['3d', { ago: 259_200 }], ['0m', { ago: 0 }],
  ['2026-01-31T12:00:00Z', { at: 1_769_860_800 }], ['2026-01-31T12:00:00.999Z', { at: 1_769_860_800 }], ['2026-01-31T13:00+01:00', { at: 1_769_860_800 }], ['2026-01-31', { at: 1_769_817_600 }],
  ['15', undefined], ['15 m', undefined], ['-1h', undefined], ['1.5h', undefined], ['', undefined], ['2026', undefined], ['2026-13-01', undefined], ['yesterday', undefined], ['2026-02-31', undefined], ['2026-02-29', undefined], ['2028-02-29', { at: 1_835_395_200 }], ['2026-04-31T12:00Z', undefined], ['2026-01-00', undefined], ['2026-01-31T25:00Z', undefined],
];

for (const [text, since] of READ) test(`\`${text}\` is ${since === undefined ? 'no time' : JSON.stringify(since)}`, () => assert.deepEqual(sinceOf(text), since));

test('a time that is so long ago moves with the clock, and one that is fixed does not', () => {
  assert.deepEqual([1_000_000, 2_000_000].map((now) => secondsOf({ ago: 60 }, now)), [940, 1_940]);
  assert.deepEqual([1_000_000, 2_000_000].map((now) => secondsOf({ at: 7 }, now)), [7, 7]);
});
