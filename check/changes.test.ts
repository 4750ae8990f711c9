import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EdgeEntry } from '../verifier/check.ts';
import { changesBetween } from './changes.ts';

const judged = (linked: number, broken: number, counts: object = {}) => {
  const edge: EdgeEntry = { from: 'a', to: 'b', linked, broken, undecided: 0, verdicts: {}, brokenSince: null, examples: [] };
  return { edges: linked + broken > 0 ? [edge] : [], orphans: 0, cycles: 0, unreadableCount: 0, ...counts };
};

const CHANGES: [says: string, before: ReturnType<typeof judged> | undefined, now: ReturnType<typeof judged>, changes: string[]][] = [
  ['nothing at first', undefined, judged(0, 0), []],
  ['a hop at first', undefined, judged(1, 0), ['new']],
  ['more linked hops', judged(1, 0), judged(9, 0), []],
  ['a broken hop', judged(1, 0), judged(9, 1), ['broke']],
  ['one more broken hop', judged(9, 1), judged(9, 2), ['same']],
  ['a late span that mends a hop', judged(9, 1), judged(10, 0), ['mended']],
  ['nothing new', judged(9, 1), judged(9, 1), []],
  ['other counts', judged(0, 0, { cycles: 1, orphans: 4 }), judged(0, 0, { cycles: 1, orphans: 3, unreadableCount: 1 }), ['orphans 4 3', 'unreadable 0 1']],
];

for (const [says, before, now, changes] of CHANGES) {
  test(`${says}: ${changes.join(', ') || 'no change'}`, () => {
    assert.deepEqual(changesBetween(before, now).map((change) => ('edge' in change ? change.edge.change : Object.values(change.count).join(' '))), changes);
  });
}
