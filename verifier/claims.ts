// Which spans belong to which request: by their trace, which the probe began or an answer names. Spans of a trace
// that nobody names are strays. Of requests that are over, only the traces are remembered, so that what comes late
// is nobody's stray; and both memories are bounded.

import type { Span } from './span.ts';

/** Traces of nobody's that are kept, in case that an answer claims them later. */
const MOST_UNCLAIMED = 5_000;

/** Traces of requests that are over. */
const MOST_ENDED = 100_000;

export type Source = 'tap' | 'file';
export type Spans = Record<Source, Span[]>;

export class Claims<Owner> {
  readonly #spans = new Map<string, Spans>();
  readonly #owners = new Map<string, Set<Owner>>();
  readonly #traces = new Map<Owner, string[]>();
  readonly #unclaimed = new Set<string>();
  readonly #ended = new Set<string>();

  /** Returns those whose trace it is. */
  saw(source: Source, span: Span): Iterable<Owner> {
    const { traceId } = span;
    const owners = this.#owners.get(traceId);
    if (!owners && this.#ended.has(traceId)) return [];
    this.#of(traceId)[source].push(span);
    if (!owners) this.#keep(traceId);
    return owners ?? [];
  }

  /** What was seen in this source is gone. */
  emptied(source: Source): void {
    for (const spans of this.#spans.values()) spans[source] = [];
  }

  /** Several may claim one trace: a call that leaked lies in another request's. */
  claim(traceId: string, owner: Owner): void {
    const traces = this.#traces.get(owner);
    if (traces?.includes(traceId)) return;
    this.#unclaimed.delete(traceId);
    this.#owners.set(traceId, (this.#owners.get(traceId) ?? new Set()).add(owner));
    if (traces) traces.push(traceId);
    else this.#traces.set(owner, [traceId]);
  }

  release(owner: Owner): void {
    for (const traceId of this.#traces.get(owner) ?? []) {
      const owners = this.#owners.get(traceId);
      owners?.delete(owner);
      if (owners?.size !== 0) continue;
      this.#owners.delete(traceId);
      this.#spans.delete(traceId);
      remember(this.#ended, traceId, MOST_ENDED);
    }
    this.#traces.delete(owner);
  }

  of(owner: Owner, source: Source): readonly Span[] {
    const spans: Span[] = [];
    for (const traceId of this.#traces.get(owner) ?? []) {
      for (const span of this.#spans.get(traceId)?.[source] ?? []) spans.push(span);
    }
    return spans;
  }

  strays(source?: Source): readonly Span[] {
    return [...this.#unclaimed].flatMap((traceId) => {
      const { tap, file } = this.#of(traceId);
      return source === 'tap' ? tap : source === 'file' ? file : [...tap, ...file];
    });
  }

  #of(traceId: string): Spans {
    const known = this.#spans.get(traceId);
    if (known) return known;
    const spans: Spans = { tap: [], file: [] };
    this.#spans.set(traceId, spans);
    return spans;
  }

  #keep(traceId: string): void {
    const dropped = remember(this.#unclaimed, traceId, MOST_UNCLAIMED);
    if (dropped !== undefined) this.#spans.delete(dropped);
  }
}

/** Returns the oldest, if it had to go. */
function remember(memory: Set<string>, value: string, most: number): string | undefined {
  memory.add(value);
  if (memory.size <= most) return undefined;
  const [oldest] = memory as Iterable<string> as [string];
  memory.delete(oldest);
  return oldest;
}
