import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkChangeText } from './change-text.ts';
import { plain } from './paint.ts';

const COMMON = { schema: 'tracehop.check-change/1', tool: '1', at: '2026-01-31T12:00:00.000Z', spans: 9, traces: 1 } as const;
const hops = (linked: number, broken: number) => ({ linked, broken });

test('a change is one line: of a hop, what became of it, and of a count, what it was', () => {
  assert.equal(checkChangeText({ ...COMMON, edge: { from: 'a', to: '', before: hops(3, 0), now: hops(3, 1), change: 'broke', worse: true } }, plain),
    '2026-01-31T12:00:00.000Z  a -> (no service.name) broke (3 linked, 1 broken; before: 3 linked, 0 broken), in 9 spans of 1 trace');
  assert.equal(checkChangeText({ ...COMMON, edge: { from: 'a', to: 'b', before: hops(0, 0), now: hops(3, 0), change: 'new', worse: false } }, plain),
    '2026-01-31T12:00:00.000Z  a -> b is new (3 linked, 0 broken), in 9 spans of 1 trace');
  assert.equal(checkChangeText({ ...COMMON, count: { count: 'orphans', before: 1, now: 2 } }, plain), '2026-01-31T12:00:00.000Z  orphans: 2, and 1 before, in 9 spans of 1 trace');
});
