// What is new between two judgements of files that grow: of hops, that they broke, were mended, appeared, are broken
// more often; and other counts that are not the same.

import type { CheckChange, CheckDocument } from '../verifier/check.ts';
import { edgeChanges } from './baseline.ts';

type Judged = Pick<CheckDocument, 'edges' | 'orphans' | 'cycles' | 'unreadableCount'>;

const NOTHING: Judged = { edges: [], orphans: 0, cycles: 0, unreadableCount: 0 };

/** `before`: undefined where it is the first judgement. That more hops are linked is no change. */
export function changesBetween(before: Judged = NOTHING, now: Judged): CheckChange[] {
  const edges = edgeChanges(before.edges, now.edges).filter((edge) => edge.change !== 'same' || edge.before.broken !== edge.now.broken);
  const counts = (['orphans', 'cycles', 'unreadableCount'] as const).filter((name) => before[name] !== now[name]);
  return [...edges.map((edge) => ({ edge })), ...counts.map((name) => ({ count: { count: name === 'unreadableCount' ? 'unreadable' : name, before: before[name], now: now[name] } }))];
}
