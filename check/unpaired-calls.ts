// Calls whose answers are looked for, found by what an answer of theirs must have: the request, and the trace where its
// parent is gone from there. So a trace with very many of them takes no longer than each of them alone.

import type { LooseAnswer, LooseCall } from './loose-ends.ts';

/** In place of a request: whatever it is. */
const ANY = null;

export class UnpairedCalls {
  /** In the order in which they were given. */
  readonly #numbers: Map<LooseCall, number>;
  readonly #buckets = new Map<string, Set<LooseCall>>();

  constructor(calls: readonly LooseCall[]) {
    this.#numbers = new Map(calls.map((call, number) => [call, number]));
    for (const call of calls) {
      for (const key of keysOf(call)) {
        const bucket = this.#buckets.get(key);
        if (bucket) bucket.add(call);
        else this.#buckets.set(key, new Set([call]));
      }
    }
  }

  get all(): LooseCall[] {
    return [...this.#numbers.keys()];
  }

  /** All that may belong to this answer as far as trace and request say, in the order in which they were given. */
  forOne(answer: LooseAnswer): LooseCall[] {
    const { request } = answer.server;
    const calls = (request === undefined ? [ANY] : [request, undefined]).flatMap((each) => [...this.#buckets.get(keyOf(traceOf(answer), each)) ?? []]);
    return calls.sort((one, other) => this.#numbers.get(one)! - this.#numbers.get(other)!);
  }

  delete(call: LooseCall): void {
    this.#numbers.delete(call);
    for (const key of keysOf(call)) this.#buckets.get(key)!.delete(call);
  }
}

/** The trace in which an answer's call must be; null: it may be in any. */
export function traceOf({ client, server: { parentSpanId, traceId }, isEntry }: LooseAnswer): string | null {
  return client === undefined && parentSpanId !== undefined && !isEntry ? traceId : null;
}

function keysOf({ client, spans }: LooseCall): string[] {
  return [spans[0]!.traceId, null].flatMap((trace) => [keyOf(trace, client?.request), keyOf(trace, ANY)]);
}

function keyOf(trace: string | null, request: string | undefined | null): string {
  return JSON.stringify([trace, request === undefined ? 0 : request]);
}
