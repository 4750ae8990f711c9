// Which of the spans that came out under ids that never went in are which of those that are missing.

import type { Passed } from './passed.ts';

type Likeness = (span: Passed) => string;

/** What no component changes together with ids. */
const identity: Likeness = ({ service, kind, name, start, end }) => JSON.stringify([service, kind, name, start, end]);

/** The surest first: one id of two stays, as a rule; then all else that a span has. Spans alike in all that are told apart by nothing. */
const LIKENESSES: readonly Likeness[] = [
  (span) => JSON.stringify([span.spanId, identity(span)]),
  (span) => JSON.stringify([span.traceId, identity(span)]),
  (span) => JSON.stringify([identity(span), span.traceState, span.links, span.names, span.values]),
  identity,
];

/** By what they were, what they are. */
export function renamedOf(missing: readonly Passed[], strange: readonly Passed[]): Map<Passed, Passed> {
  const renamed = new Map<Passed, Passed>();
  if (missing.length === 0) return renamed;
  const taken = new Set<Passed>();
  for (const likeness of LIKENESSES) {
    const left = Map.groupBy(strange.filter((span) => !taken.has(span)), likeness);
    for (const span of missing.filter((each) => !renamed.has(each))) {
      const now = left.get(likeness(span))?.shift();
      if (now === undefined) continue;
      renamed.set(span, now);
      taken.add(now);
    }
    if (taken.size === strange.length) break;
  }
  return renamed;
}
