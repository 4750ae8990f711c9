// Two sets of files, edge by edge: what broke between them, what is gone, what was mended.

import type { Baseline, CheckDocument, CountChange, EdgeChange, EdgeEntry, HopCounts } from '../verifier/check.ts';
import type { Edge } from '../verifier/judge.ts';

type Before = Pick<CheckDocument, 'files' | 'edges' | 'orphans' | 'cycles' | 'spans' | 'traces'>;

/** `asked`: the hops that were judged; none: all that there are, and what is loose of them. */
export function baselineOf(before: Before, now: Omit<Before, 'files'>, asked: readonly Edge[]): Baseline {
  const isCompared = ({ from, to }: EdgeChange): boolean => asked.length === 0 || asked.some(({ caller, callee }) => caller === from && callee === to);
  const counts = asked.length > 0 ? [] : [
    countChange('orphans', [before.orphans, before.spans], [now.orphans, now.spans]), countChange('cycles', [before.cycles, before.traces], [now.cycles, now.traces]),
  ];
  return { files: before.files, edges: edgeChanges(before.edges, now.edges).filter(isCompared), counts };
}

export function edgeChanges(before: readonly EdgeEntry[], now: readonly EdgeEntry[]): EdgeChange[] {
  const changes = new Map<string, EdgeChange>();
  const [earlier, later] = [countsOf(before), countsOf(now)];
  for (const { from, to } of [...before, ...now]) {
    const key = keyOf({ from, to });
    const [one, other] = [earlier.get(key) ?? NOT_THERE, later.get(key) ?? NOT_THERE];
    if (isThere(one) || isThere(other)) changes.set(key, { from, to, before: one, now: other, ...changeOf(one, other) });
  }
  return [...changes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, change]) => change);
}

const NOT_THERE: HopCounts = { linked: 0, broken: 0 };

function countsOf(edges: readonly EdgeEntry[]): Map<string, HopCounts> {
  return new Map(edges.map(({ from, to, linked, broken }) => [keyOf({ from, to }), { linked, broken }]));
}

function keyOf({ from, to }: Pick<EdgeEntry, 'from' | 'to'>): string {
  return JSON.stringify([from, to]);
}

function changeOf(before: HopCounts, now: HopCounts): Pick<EdgeChange, 'change' | 'worse'> {
  if (before.broken === 0 && now.broken > 0) return { change: 'broke', worse: true };
  if (!isThere(before)) return { change: 'new', worse: false };
  if (!isThere(now)) return { change: 'gone', worse: before.linked > 0 };
  if (before.broken > 0 && now.broken === 0) return { change: 'mended', worse: false };
  return rose([before.broken, before.linked + before.broken], [now.broken, now.linked + now.broken]) ? { change: 'worse', worse: true } : { change: 'same', worse: false };
}

function countChange(count: string, before: Share, now: Share): CountChange {
  return { count, before: before[0], now: now[0], worse: (before[0] === 0 && now[0] > 0) || rose(before, now) };
}

function isThere({ linked, broken }: HopCounts): boolean {
  return linked + broken > 0;
}

type Share = [part: number, whole: number];

/** Standard deviations beyond which a share did not rise by chance. */
const BY_CHANCE = 3;

/** https://en.wikipedia.org/wiki/Two-proportion_Z-test */
function rose([before, all]: Share, [now, allNow]: Share): boolean {
  const share = (before + now) / (all + allNow);
  return now / allNow - before / all > BY_CHANCE * Math.sqrt(share * (1 - share) * (1 / all + 1 / allNow));
}
