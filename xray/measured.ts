// What was counted around a component, and not yet thought about; and how the counts of two parts become one.

import type { StageEntry } from '../verifier/xray.ts';
import { MOST_EXAMPLES } from './examples.ts';

export type Measured = Omit<StageEntry, 'at' | 'fault' | 'mend'>;

export function sumOf(one: Measured, other: Measured): Measured {
  const summed = Object.entries(one).map(([field, value]) => [field, sumOfValues(value, (other as unknown as Record<string, unknown>)[field])]);
  return Object.fromEntries(summed) as Measured;
}

/** A span whose trace id was changed is in another part: there it was added, and here it is gone. */
export function withChangedTraceIds(stage: Measured): Measured {
  const { dropped, added, idsChanged, tracesGone, tracesMeant, tracesBroken } = stage;
  if (dropped === 0 || dropped !== added) return stage;
  return { ...stage, dropped: 0, added: 0, idsChanged: idsChanged + dropped, tracesGone: tracesMeant, tracesBroken: tracesBroken + tracesGone - tracesMeant };
}

/** Counts, counts by name, lists of examples; and names, which are the same. */
function sumOfValues(one: unknown, other: unknown): unknown {
  if (typeof one === 'number') return one + Number(other);
  if (Array.isArray(one)) return [...one, ...other as unknown[]].slice(0, MOST_EXAMPLES);
  if (typeof one !== 'object' || one === null) return one;
  const sums = new Map(Object.entries(one as Record<string, number>));
  for (const [name, count] of Object.entries(other as Record<string, number>)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}
