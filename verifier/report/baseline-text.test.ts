import assert from 'node:assert/strict';
import { test } from 'node:test';

import { baselineText } from './baseline-text.ts';
import { plain } from './paint.ts';

const hops = (linked: number, broken: number) => ({ linked, broken });

test('of the edges those are told that changed, and of other counts those that got worse', () => {
  assert.equal(baselineText({ files: 2, edges: [
    { from: 'a', to: 'b', before: hops(5, 0), now: hops(3, 1), change: 'broke', worse: true },
    { from: '', to: 'c', before: hops(0, 0), now: hops(3, 0), change: 'new', worse: false },
    { from: 'c', to: 'd', before: hops(1, 0), now: hops(3, 0), change: 'same', worse: false },
  ], counts: [{ count: 'orphans', before: 0, now: 2, worse: true }, { count: 'cycles', before: 3, now: 3, worse: false }] }, plain).join('\n'), `
Compared with 2 files of before: of 3 hops between services, 2 changed. Only what got worse counts.
┌────────────────────────┬───────────────┬────────────┬───────┐
│ hop                    │ broken before │ broken now │       │
│ a -> b                 │ 0 of 5        │ 1 of 4     │ broke │
│ (no service.name) -> c │ not there     │ 0 of 3     │ new   │
└────────────────────────┴───────────────┴────────────┴───────┘
✗ orphans: 2, and 0 before`);
});

test('where nothing changed, there is no table', () => {
  const same = { from: 'c', to: 'd', before: hops(1, 0), now: hops(3, 0), change: 'same' as const, worse: false };
  assert.deepEqual(baselineText({ files: 1, edges: [same], counts: [] }, plain), ['', 'Compared with 1 file of before: of 1 hop between services, 0 changed. Only what got worse counts.']);
});
