// Traces that lack a hop that is asked about, by their records.

import { isCalled, type Joined, kindAt, REPEATED, SERVER, serviceAt } from './join.ts';

/** Services are indexes into the sorted list of their names. */
export interface AskedHop {
  caller: number;
  callee: number;
}

/** How a trace is marked that is to be judged. */
export const JUDGE = 1;

const CALLER = 1;
const LINK = 2;

/**
 * Marks the traces in which the callee was called by nobody who is there, or by a caller that nobody called; and
 * returns those in which the caller was called, and did not reach the callee.
 */
export function markLacking(joined: Joined, { caller, callee }: AskedHop, marked: Uint8Array): Uint8Array {
  const seen = new Uint8Array(joined.traceCount);
  for (let record = 0; record < joined.count; record++) {
    const service = serviceAt(joined, record);
    const parent = joined.parents[record]!;
    const trace = joined.traces[record]!;
    if (service === caller && kindAt(joined, record) === SERVER) seen[trace]! |= CALLER;
    if (service !== callee || !isCalled(kindAt(joined, record)) || parent === REPEATED) continue;
    if (parent >= 0 && serviceAt(joined, parent) === caller) seen[trace]! |= LINK;
    else if (parent < 0) marked[trace] = JUDGE;
  }
  return seen.map((bits, trace) => {
    if (bits === LINK) marked[trace] = JUDGE;
    return bits === CALLER ? JUDGE : 0;
  });
}
