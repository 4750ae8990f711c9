// What follows from the counts around one component of a pipeline: whether it does harm, and how many traces it lets
// through.

import type { StageEntry } from './xray.ts';

/** Types that are there to drop traces, and only whole ones. */
const SAMPLER = /^(?:tail_sampling|probabilistic_sampler)(?:\/|$)/;

export function breaksTraces({ tracesBroken, tracesSplit, orphansMade, idsChanged, parentsChanged }: StageEntry): boolean {
  return tracesBroken + tracesSplit + orphansMade + idsChanged + parentsChanged > 0;
}

export function losesTraces({ component, tracesGone, tracesMeant }: StageEntry): boolean {
  return tracesGone > tracesMeant && !SAMPLER.test(component);
}

/** Those of which anything went on: a broken one is among them. */
export function tracesOut({ tracesIn, tracesGone, tracesDiverted }: StageEntry): number {
  return tracesIn - tracesGone - tracesDiverted;
}
