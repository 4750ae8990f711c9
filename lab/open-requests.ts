// The requests that have no verdict yet, with what was seen of each. A decided one is forgotten at once, and
// spans that belong to none are kept for a while only: memory does not grow with the number of requests.

import { readAnswers } from '../verifier/answers.ts';
import { type Evidence, evidenceOf, type Gathered } from '../verifier/evidence.ts';
import { isSettled } from '../verifier/settled.ts';
import type { Span } from '../verifier/span.ts';
import type { Truth } from '../verifier/truth.ts';
import { decide, type Verdict } from '../verifier/verdict.ts';
import type { TraceContext } from '../verifier/wire.ts';
import type { Answer } from './request.ts';
import type { NewSpans } from './watch.ts';

/** Traces of nobody's that are kept, in case that an answer claims them later. */
const UNCLAIMED = 5_000;

interface Seen { tap: Span[]; file: Span[] }

interface OpenRequest {
  probe: TraceContext;
  gathered: Pick<Gathered, 'answers' | 'requestError'> | undefined;
  /** `answeredAt` undefined: no answer yet. */
  begunAt: number;
  answeredAt: number | undefined;
  seen: Seen;
}

export interface Decided {
  evidence: Evidence;
  verdict: Verdict;
  /** Until the answer, and from there until the verdict. */
  milliseconds: { request: number; spans: number };
}

/** What is known of the whole run when a request is judged. */
export interface RunState {
  hasTap: boolean;
  /** Milliseconds for which nothing new was seen. */
  quiet: number;
  truncated: Truth;
}

export class OpenRequests {
  readonly #edge: { caller: string; callee: string };
  readonly #now: () => number;
  readonly #byTrace = new Map<string, OpenRequest>();
  readonly #open = new Set<OpenRequest>();
  readonly #changed = new Set<OpenRequest>();
  readonly #unclaimed = new Map<string, Seen>();

  /** `now`: a clock that never goes back, in milliseconds. */
  constructor(edge: { caller: string; callee: string }, now = (): number => performance.now()) {
    this.#edge = edge;
    this.#now = now;
  }

  get size(): number {
    return this.#open.size;
  }

  begin(probe: TraceContext): void {
    const request = { probe, gathered: undefined, begunAt: this.#now(), answeredAt: undefined, seen: { tap: [], file: [] } };
    this.#open.add(request);
    this.#byTrace.set(probe.traceId, request);
  }

  answered({ traceId }: TraceContext, answer: Answer): void {
    const request = this.#byTrace.get(traceId)!;
    request.gathered = 'error' in answer
      ? { answers: { a: 'nothing', b: 'unknown' }, requestError: answer.error }
      : { answers: readAnswers(answer.httpStatus, answer.body), requestError: null };
    request.answeredAt = this.#now();
    this.#changed.add(request);
    const { a, b } = request.gathered.answers;
    for (const account of [a, b]) if (typeof account !== 'string' && account.traceId) this.#claim(account.traceId, request);
  }

  saw({ tap = [], file }: NewSpans): void {
    for (const span of tap) this.#seenOf(span.traceId).tap.push(span);
    for (const span of file) this.#seenOf(span.traceId).file.push(span);
  }

  /** Takes out those whose verdict is final. `all`: also those that nothing new was seen of. */
  decided(state: RunState, all: boolean): Decided[] {
    const candidates = [...(all ? this.#open : this.#changed)];
    this.#changed.clear();
    return candidates.flatMap((request) => {
      const judged = this.#judge(request, state);
      if (!judged || !isFinal(judged)) return [];
      this.#forget(request);
      return [judged];
    });
  }

  /** Takes out all that are left, with the verdicts that they have. */
  rest(state: RunState): Decided[] {
    const rest = [...this.#open].flatMap((request) => this.#judge(request, state) ?? []);
    for (const request of this.#open) this.#forget(request);
    return rest;
  }

  #judge({ probe, gathered, seen, begunAt, answeredAt }: OpenRequest, { hasTap, quiet, truncated }: RunState): Decided | undefined {
    if (!gathered || answeredAt === undefined) return undefined;
    const { a, b } = gathered.answers;
    const now = this.#now();
    const since = Math.min(quiet, now - answeredAt);
    const evidence = evidenceOf({
      ...this.#edge, ...gathered, probe, truncated, file: seen.file, tap: hasTap ? seen.tap : 'unknown',
      settled: { caller: isSettled(a, since), callee: isSettled(b, since) },
    });
    return { evidence, verdict: decide(evidence), milliseconds: { request: answeredAt - begunAt, spans: now - answeredAt } };
  }

  #forget(request: OpenRequest): void {
    this.#open.delete(request);
    this.#changed.delete(request);
    for (const [traceId, owner] of this.#tracesOf(request)) if (owner === request) this.#byTrace.delete(traceId);
  }

  #tracesOf({ probe, gathered }: OpenRequest): [string, OpenRequest | undefined][] {
    const { a, b } = gathered?.answers ?? {};
    const named = [a, b].flatMap((account) => typeof account === 'object' && account.traceId ? [account.traceId] : []);
    return [probe.traceId, ...named].map((traceId) => [traceId, this.#byTrace.get(traceId)]);
  }

  #claim(traceId: string, request: OpenRequest): void {
    if (this.#byTrace.has(traceId)) return;
    this.#byTrace.set(traceId, request);
    const early = this.#unclaimed.get(traceId);
    this.#unclaimed.delete(traceId);
    request.seen.tap.push(...early?.tap ?? []);
    request.seen.file.push(...early?.file ?? []);
  }

  #seenOf(traceId: string): Seen {
    const request = this.#byTrace.get(traceId);
    if (request) this.#changed.add(request);
    const seen = request?.seen ?? this.#unclaimed.get(traceId) ?? { tap: [], file: [] };
    if (request) return seen;
    this.#unclaimed.set(traceId, seen);
    if (this.#unclaimed.size > UNCLAIMED) this.#unclaimed.delete(this.#unclaimed.keys().next().value!);
    return seen;
  }
}

/** More evidence cannot change it, or none can come. */
function isFinal({ evidence: { settled }, verdict: { code } }: Decided): boolean {
  const open = code === 'STILL_ARRIVING' || code === 'UNDECIDED';
  return !open || (settled.caller === true && settled.callee === true);
}
