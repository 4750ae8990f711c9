// Pipelines that stand beside each other, with one source, and join again: what one of them does not let pass may be
// for another, and what one of them drops may be a part of a trace whose other part comes out of another.

import type { Passed } from './passed.ts';
import type { Tap } from './tap.ts';

export interface Beside {
  /** What components of the same type let pass there. */
  passed: Tap;
  /** What comes out of there. */
  met: Tap;
}

/** Of the missing spans, those that come out beside it all the same, and those that its like there was to let pass. It may have lost them. */
export function divertedOf(missing: readonly Passed[], output: Tap, { passed, met }: Beside): Set<Passed> {
  if (missing.length === 0 || passed.size + met.size === 0) return new Set();
  const [here, there] = [kinshipWith(output), kinshipWith(passed)];
  return new Set(missing.filter((span) => passed.has(span) || met.has(span) || there(span) > here(span)));
}

/** What nobody lets pass is missed where the others of its service pass, in its own trace or in any. */
function kinshipWith(tap: Tap): (span: Passed) => number {
  const services = new Set<string>();
  const ofTraces = new Set<string>();
  for (const { traceId, service } of tap) {
    services.add(service);
    ofTraces.add(`${traceId} ${service}`);
  }
  return ({ traceId, service }) => ofTraces.has(`${traceId} ${service}`) ? 2 : services.has(service) ? 1 : 0;
}

/** Spans of the traces that went in, by trace, which took another way, and came out there. */
export function apartOf(input: Tap, { met }: Pick<Beside, 'met'>): Map<string, Passed[]> {
  const apart = new Map<string, Passed[]>();
  for (const span of met) {
    if (!input.traces.has(span.traceId) || input.has(span)) continue;
    const others = apart.get(span.traceId) ?? [];
    apart.set(span.traceId, others);
    others.push(span);
  }
  return apart;
}
