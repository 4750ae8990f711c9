import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EdgeEntry, HopCounts } from '../verifier/check.ts';
import { baselineOf, edgeChanges } from './baseline.ts';

const edge = (from: string, to: string, { linked, broken }: HopCounts): EdgeEntry => ({ from, to, linked, broken, undecided: 0, verdicts: {}, brokenSince: null, examples: [] });
const hops = (linked: number, broken: number): HopCounts => ({ linked, broken });

const CHANGES: [says: string, before: HopCounts | undefined, now: HopCounts | undefined, change: string, worse: boolean][] = [
  ['never broken', hops(5, 0), hops(9, 0), 'same', false],
  ['broken for the first time', hops(5, 0), hops(9, 1), 'broke', true],
  ['broken at once', undefined, hops(0, 1), 'broke', true],
  ['not there before', undefined, hops(3, 0), 'new', false],
  ['not there any more', hops(3, 0), undefined, 'gone', true],
  ['not there any more, and broken for some before', hops(3, 1), undefined, 'gone', true],
  ['not there any more, and never linked before', hops(0, 2), undefined, 'gone', false],
  ['not broken any more', hops(3, 1), hops(4, 0), 'mended', false],
  ['as broken as before', hops(90, 10), hops(900, 100), 'same', false],
  ['a little more broken, as it may be by chance', hops(90, 10), hops(88, 12), 'same', false],
  ['far more broken', hops(990, 10), hops(500, 500), 'worse', true],
  ['broken in all hops, as before', hops(0, 10), hops(0, 10), 'same', false],
  ['less broken', hops(500, 500), hops(990, 10), 'same', false],
];

for (const [says, before, now, change, worse] of CHANGES) {
  test(`an edge that is ${says}: ${change}${worse ? ', which is worse' : ''}`, () => {
    const [entries, later] = [before, now].map((counts) => (counts ? [edge('a', 'b', counts)] : [])) as [EdgeEntry[], EdgeEntry[]];
    assert.deepEqual(edgeChanges(entries, later), [{ from: 'a', to: 'b', before: before ?? hops(0, 0), now: now ?? hops(0, 0), change, worse }]);
  });
}

test('every edge is there once, by name, and one of which nothing is known is not', () => {
  const before = [edge('b', 'c', hops(1, 0)), edge('a', 'c', hops(1, 0)), edge('x', 'y', hops(0, 0))];
  assert.deepEqual(edgeChanges(before, [edge('b', 'c', hops(1, 0)), edge('a', 'b', hops(1, 0))]).map(({ from, to }) => `${from} ${to}`), ['a b', 'a c', 'b c']);
});

const NOTHING = { files: 2, edges: [], orphans: 0, cycles: 0, spans: 100, traces: 10 };

test('orphans and cycles that were not there before are worse, and those that were are not', () => {
  assert.deepEqual(baselineOf({ ...NOTHING, cycles: 1 }, { ...NOTHING, orphans: 1, cycles: 1 }, []), {
    files: 2, edges: [], counts: [{ count: 'orphans', before: 0, now: 1, worse: true }, { count: 'cycles', before: 1, now: 1, worse: false }],
  });
  assert.deepEqual(baselineOf({ ...NOTHING, orphans: 1 }, { ...NOTHING, orphans: 60 }, []).counts[0], { count: 'orphans', before: 1, now: 60, worse: true });
});

test('where hops are asked about, they alone are compared', () => {
  const edges = [edge('a', 'b', hops(1, 0)), edge('b', 'c', hops(1, 0))];
  const { edges: compared, counts } = baselineOf({ ...NOTHING, edges }, NOTHING, [{ caller: 'b', callee: 'c' }]);
  assert.deepEqual([compared.map(({ from }) => from), counts], [['b'], []]);
});
