// Spans that make no tree: a span that is its own ancestor, or an id that stands for two different spans.

import type { Evidence } from './evidence.ts';
import { spansIn } from './gathered.ts';
import type { Span } from './span.ts';

/** What is wrong, for a person; undefined: nothing. */
export function malformed({ tap, file, received }: Evidence): string | undefined {
  for (const source of [spansIn(tap), spansIn(file)]) {
    const conflict = conflictIn(source);
    if (conflict) return `span id ${conflict[0].spanId} stands for two spans that differ, ${conflict.map(({ kind, service }) => `a ${kind} span of ${service}`).join(' and ')}`;
  }
  const cyclic = firstInCycle(received);
  return cyclic && `span ${cyclic.spanId} of ${cyclic.service} is its own ancestor`;
}

/** A repeated span is the same in all that places it; attributes may differ, and delivery may be repeated. */
function conflictIn(spans: readonly Span[]): [Span, Span] | undefined {
  const byId = new Map<string, Span>();
  for (const span of spans) {
    const key = `${span.traceId} ${span.spanId}`;
    const earlier = byId.get(key);
    if (earlier && (earlier.parentSpanId !== span.parentSpanId || earlier.kind !== span.kind || earlier.service !== span.service || earlier.name !== span.name)) return [earlier, span];
    byId.set(key, span);
  }
  return undefined;
}

/** Each way up is gone once, and ends where an earlier one went. */
export function firstInCycle(spans: readonly Span[]): Span | undefined {
  const byId = new Map(spans.map((span) => [`${span.traceId} ${span.spanId}`, span]));
  const gone = new Set<Span>();
  const cyclic = new Set<Span>();
  for (const start of spans) {
    const way: Span[] = [];
    let at: Span | undefined = start;
    while (at && !gone.has(at)) {
      gone.add(at);
      way.push(at);
      at = at.parentSpanId === undefined ? undefined : byId.get(`${at.traceId} ${at.parentSpanId}`);
    }
    if (at && way.includes(at)) for (const span of way.slice(way.indexOf(at))) cyclic.add(span);
  }
  return spans.find((span) => cyclic.has(span));
}
