// What one tap holds, or several that stand beside each other: the spans, each once, and how many came again.

import type { Passed } from './passed.ts';

export class Tap {
  /** By trace, in the order in which they came. Each span once. */
  readonly traces = new Map<string, Map<string, Passed>>();
  /** Distinct spans. */
  size = 0;
  /** Spans that came again, alike or not. */
  repeats = 0;
  /** Several taps in one: in which order their spans came, nobody knows. */
  merged = false;

  static of(spans: Iterable<Passed>): Tap {
    const tap = new Tap();
    for (const span of spans) tap.add(span);
    return tap;
  }

  add(span: Passed): void {
    const trace = this.traces.get(span.traceId) ?? new Map<string, Passed>();
    this.traces.set(span.traceId, trace);
    if (trace.has(span.spanId)) this.repeats += 1;
    else this.size += 1;
    if (!trace.has(span.spanId)) trace.set(span.spanId, span);
  }

  span(traceId: string, spanId: string | undefined): Passed | undefined {
    return spanId === undefined ? undefined : this.traces.get(traceId)?.get(spanId);
  }

  has({ traceId, spanId }: Pick<Passed, 'traceId' | 'spanId'>): boolean {
    return this.traces.get(traceId)?.has(spanId) ?? false;
  }

  * [Symbol.iterator](): Generator<Passed> {
    for (const trace of this.traces.values()) yield* trace.values();
  }
}

/** A span that went to several of them is there once, and did not come again. */
export function united(taps: readonly Tap[]): Tap {
  if (taps.length === 1) return taps[0]!;
  const all = new Tap();
  all.merged = true;
  for (const span of taps.flatMap((tap) => [...tap])) if (!all.has(span)) all.add(span);
  all.repeats = taps.reduce((sum, { repeats }) => sum + repeats, 0);
  return all;
}
