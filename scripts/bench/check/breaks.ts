// How traces break, as a table: what is done to the plan of a trace, and what that makes of the counts. A trace that is to
// break begins with SERVER, INTERNAL, CLIENT, and the SERVER of another service, below which is all that follows.

import type { Step } from './shapes.ts';
import type { Truth } from './truth.ts';

export interface PlannedSpan {
  step: Step;
  /** Index in the plan; or one of the two below. */
  parent: number;
  /** 0, or 1 for what has begun a trace of its own. */
  trace: 0 | 1;
  /** How often it is written. Twice: the second time with another content. */
  times: 0 | 1 | 2;
  /** Its flags say that the parent is not remote, whatever its kind. */
  saysLocal: boolean;
}

export const NO_PARENT = -1;
/** An id that is nowhere in the file. */
export const OUTSIDE = -2;

export interface Break {
  change: (plan: PlannedSpan[]) => void;
  /** What becomes of the counts, where not told by the plan itself. */
  counts: Partial<Pick<Truth, 'roots' | 'traces' | 'orphans' | 'conflicts' | 'cycles'>>;
  /** The hop from the client to the server of another service is broken by it. */
  breaksHop?: true;
  /** A line in which spans of it are is written once more. */
  repeatsLine?: true;
}

const [TOP, STEP, CALLER, CALLEE] = [0, 1, 2, 3] as const;

export const BREAKS: Readonly<Record<string, Break>> = {
  'client lost': { change: (plan) => { plan[CALLER]!.times = 0; }, counts: { roots: 1, traces: 1, orphans: 1 }, breaksHop: true },
  'client lost, and a caller outside': {
    change: (plan) => {
      plan[TOP]!.parent = OUTSIDE;
      plan[CALLER]!.times = 0;
    },
    counts: { traces: 1, orphans: 2 },
    breaksHop: true,
  },
  'top lost': { change: (plan) => { plan[TOP]!.times = 0; }, counts: { traces: 1, orphans: 1 } },
  'local parent lost': {
    change: ([top]) => {
      top!.parent = OUTSIDE;
      top!.saysLocal = true;
    },
    counts: { traces: 1, orphans: 1 },
  },
  'trace begun anew': {
    change: (plan) => {
      for (const span of plan.slice(CALLEE)) span.trace = 1;
      plan[CALLEE]!.parent = NO_PARENT;
    },
    counts: { roots: 2, traces: 2 },
    breaksHop: true,
  },
  'line repeated': { change: () => undefined, counts: { roots: 1, traces: 1 }, repeatsLine: true },
  'span in two versions': { change: (plan) => { plan[CALLER]!.times = 2; }, counts: { roots: 1, traces: 1, conflicts: 1 } },
  'parent of itself': { change: (plan) => { plan[STEP]!.parent = STEP; }, counts: { roots: 1, traces: 1, cycles: 1 } },
  'ring without a top': { change: (plan) => { plan[TOP]!.parent = STEP; }, counts: { traces: 1, cycles: 1 } },
  'ring of two': { change: (plan) => { plan[STEP]!.parent = CALLER; }, counts: { roots: 1, traces: 1, cycles: 1 } },
};

export const BREAK_KINDS: readonly string[] = Object.keys(BREAKS);

/** The hop that such a trace breaks, if it breaks one. */
export function hopOf(plan: readonly PlannedSpan[]): { from: string; to: string } {
  return { from: plan[CALLER]!.step.service, to: plan[CALLEE]!.step.service };
}
