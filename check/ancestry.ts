// Ways up in one trace, from a span to its parent and on. Each takes as long as it is, and ends where it comes round.

import type { Span } from '../verifier/span.ts';

export type ById = ReadonlyMap<string, Span>;

export function byIdOf(spans: readonly Span[]): ById {
  return new Map(spans.map((span) => [span.spanId, span]));
}

export function parentOf({ parentSpanId }: Span, byId: ById): Span | undefined {
  return parentSpanId === undefined ? undefined : byId.get(parentSpanId);
}

/** The span and those above it, as long as they are of its service. */
export function above(span: Span, byId: ById): Span[] {
  const way = new Set<Span>();
  for (let at: Span | undefined = span; at && at.service === span.service && !way.has(at); at = parentOf(at, byId)) way.add(at);
  return [...way];
}

/** By span: the last one that is there on its way up, which may be itself. */
export function topsOf(spans: readonly Span[], byId: ById): ReadonlyMap<Span, Span> {
  const tops = new Map<Span, Span>();
  for (const span of spans) {
    const way = new Set<Span>();
    let last = span;
    for (let at: Span | undefined = span; at && !tops.has(at) && !way.has(at); at = parentOf(at, byId)) way.add(last = at);
    const parent = parentOf(last, byId);
    const top = (parent && tops.get(parent)) ?? last;
    for (const each of way) tops.set(each, top);
  }
  return tops;
}

/** The spans given, and all that lie above one of them. */
export function withAbove(spans: Iterable<Span>, byId: ById): ReadonlySet<Span> {
  const all = new Set<Span>();
  for (const span of spans) for (let at: Span | undefined = span; at && !all.has(at); at = parentOf(at, byId)) all.add(at);
  return all;
}
