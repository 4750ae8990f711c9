// The requests that have no verdict yet, with what was seen of each. A decided one is forgotten at once: memory
// does not grow with the number of requests.

import { Claims, type Source } from '../verifier/claims.ts';
import { type Edges, judge, type Judged, type Requested, type RunState } from '../verifier/judge.ts';
import { isSame } from '../verifier/presence.ts';
import { answered, claimAll, type SavedRequest } from '../verifier/replay.ts';
import type { Span } from '../verifier/span.ts';
import { seen } from '../verifier/truth.ts';
import type { TraceContext } from '../verifier/wire.ts';
import type { Answer } from './request.ts';
import type { NewSpans } from './watch.ts';

interface OpenRequest {
  probe: TraceContext;
  answer: Answer | undefined;
  read: Pick<Requested, 'answers' | 'requestError'> | undefined;
  begunAt: number;
  answeredAt: number;
}

export interface Decided extends Judged {
  /** What is kept of the request, so that it can be judged again. */
  saved: SavedRequest;
  /** Until the answer, and from there until the verdict. */
  milliseconds: { request: number; spans: number };
}

/** What is known of the run as a whole when its requests are judged. */
export interface Moment extends Pick<RunState, 'hasTap' | 'emptied' | 'allWritten' | 'holding' | 'outage' | 'gone'> {
  /** Milliseconds for which nothing new was seen. */
  quiet: number;
}

export interface Expected {
  edges: Edges;
  requests: number;
  /** Nobody else sends anything through this lab. */
  ownLab: boolean;
}

export class OpenRequests {
  readonly #edges: Edges;
  readonly #alone: boolean;
  readonly #now: () => number;
  readonly #byProbe = new Map<string, OpenRequest>();
  readonly #probed = new Set<string>();
  readonly #changed = new Set<OpenRequest>();
  readonly #claims = new Claims<OpenRequest>();

  /** `now`: a clock that never goes back, in milliseconds. */
  constructor({ edges, requests, ownLab }: Expected, now = (): number => performance.now()) {
    this.#edges = edges;
    this.#alone = ownLab && requests === 1;
    this.#now = now;
  }

  get size(): number {
    return this.#byProbe.size;
  }

  begin(probe: TraceContext): void {
    const request = { probe, answer: undefined, read: undefined, begunAt: this.#now(), answeredAt: 0 };
    this.#byProbe.set(probe.traceId, request);
    this.#probed.add(probe.traceId);
    this.#claims.claim(probe.traceId, request);
  }

  answered({ traceId }: TraceContext, answer: Answer): void {
    const request = this.#byProbe.get(traceId)!;
    Object.assign(request, { answer, read: answered(answer), answeredAt: this.#now() });
    this.#changed.add(request);
    claimAll(this.#claims, request.read!.answers, request);
  }

  saw({ tap = [], file, emptied }: NewSpans): void {
    for (const source of ['tap', 'file'] as const) if (emptied[source]) this.#claims.emptied(source);
    for (const span of tap) this.#note('tap', span);
    for (const span of file) this.#note('file', span);
  }

  /** Takes out those whose verdict is final. `all`: also those that nothing new was seen of. */
  decided(moment: Moment, all: boolean): Decided[] {
    const candidates = [...(all ? this.#byProbe.values() : this.#changed)];
    this.#changed.clear();
    const judged = this.#judgeAll(candidates, moment).filter(([, decided]) => isFinal(decided));
    for (const [request] of judged) this.#forget(request);
    return judged.map(([, decided]) => decided);
  }

  /** Takes out all that are left, with the verdicts that they have: nobody waits any longer for what a Collector holds. */
  rest(moment: Moment): Decided[] {
    const judged = this.#judgeAll([...this.#byProbe.values()], { ...moment, holding: moment.holding === true ? false : moment.holding });
    for (const request of this.#byProbe.values()) this.#forget(request);
    return judged.map(([, decided]) => decided);
  }

  #note(source: Source, span: Span): void {
    const owners = this.#alone ? this.#byProbe.values() : this.#claims.saw(source, span);
    if (this.#alone) this.#claims.saw(source, span);
    for (const owner of owners) this.#changed.add(owner);
  }

  #judgeAll(requests: readonly OpenRequest[], moment: Moment): [OpenRequest, Decided][] {
    const run: RunState = { ...moment, alone: this.#alone, strays: this.#alone ? [] : this.#claims.strays(), otherTraces: this.#probed.size === 1 ? 'nothing' : this.#probed };
    return requests.flatMap((request) => request.read ? [[request, this.#judge(request, request.read, moment.quiet, run)]] : []);
  }

  #judge(request: OpenRequest, read: NonNullable<OpenRequest['read']>, quiet: number, run: RunState): Decided {
    const { probe, answer, begunAt, answeredAt } = request;
    const now = this.#now();
    const since = Math.min(quiet, now - answeredAt);
    const judged = judge(this.#edges, { ...read, probe, tap: this.#spansOf(request, 'tap'), file: this.#spansOf(request, 'file'), quiet: since }, run);
    return { ...judged, saved: { probe, answer: answer!, moment: this.#saved(since, run) }, milliseconds: { request: answeredAt - begunAt, spans: now - answeredAt } };
  }

  #saved(quiet: number, { hasTap, emptied, allWritten, holding, outage, gone }: RunState): SavedRequest['moment'] {
    const services = this.#edges.flatMap(({ caller, callee }) => [caller, callee]);
    return { quiet, hasTap, emptied, allWritten, holding, outage, gone: Object.fromEntries(services.map((service) => [service, gone(service)])) };
  }

  #spansOf(request: OpenRequest, source: Source): readonly Span[] {
    return this.#alone ? [...this.#claims.of(request, source), ...this.#claims.strays(source)] : this.#claims.of(request, source);
  }

  #forget(request: OpenRequest): void {
    this.#byProbe.delete(request.probe.traceId);
    this.#changed.delete(request);
    this.#claims.release(request);
  }
}

/** More evidence cannot change it, or none can come. Of a call that failed, the spans are still worth a moment: B may have gone on. */
function isFinal({ hops }: Decided): boolean {
  return hops.every(({ evidence, verdict: { code } }) => {
    const { answers: { a }, settled, holding, pair } = evidence;
    if (oneLags(evidence) && !(settled.caller === true && settled.callee === true)) return false;
    if (code === 'REQUEST_FAILED') return pair === true || settled.caller === true || !seen(a) || a.exportDelayMs === null;
    const open = code === 'STILL_ARRIVING' || code === 'UNDECIDED';
    return !open || (settled.caller === true && settled.callee === true && holding !== true);
  });
}

/** Tap and file are written on their own: the hop's spans may come to either a moment after the other. */
function oneLags({ tap, file, server, client, calleeServer }: Judged['evidence']): boolean {
  if (!seen(tap) || !seen(file)) return false;
  const lacks = (spans: readonly Span[], span: Span): boolean => !spans.some((each) => isSame(each, span));
  return file.some((span) => lacks(tap, span)) || [server, client, calleeServer].some((span) => span !== undefined && lacks(file, span));
}
