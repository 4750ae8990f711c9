// Broken hops: within a trace, where a span was called by nobody who is there; and across traces, where a call was
// answered in a trace of its own. Traces come one after the other; what hangs loose in them is compared at the end.

import type { Edge } from '../verifier/judge.ts';
import type { Span } from '../verifier/span.ts';
import { byIdOf, topsOf } from './ancestry.ts';
import { FoundHops, type JudgedHop } from './found-hops.ts';
import { isCalled, type LooseAnswer, type LooseCall, looseIn } from './loose-ends.ts';
import { type MayBelong, pair, type Pairing } from './pairing.ts';
import { verdictOn } from './verdicts.ts';

/** The hops that are asked about (none: all that there are), and who was seen to call whom. */
export interface Known {
  asked: readonly Edge[];
  callersOf: (callee: string) => readonly string[];
}

/** So many loose ends of each kind are kept for the comparison across traces. */
export const MOST_LOOSE = 20_000;

/** So many calls that one answer may belong to are looked at. */
const MOST_OPEN = 20;

export class Hops {
  /** Too much hangs loose for a comparison across traces. */
  overflowed = false;
  readonly #known: Known;
  readonly #found: FoundHops;
  #calls: LooseCall[] = [];
  #answers: LooseAnswer[] = [];
  /** Requests that reached a callee that is asked about, by caller. */
  readonly #reaching = new Set<string>();
  readonly #met = new Set<string>();
  #traces = 0;

  constructor(known: Known, onJudged: (hop: JudgedHop) => void) {
    this.#known = known;
    this.#found = new FoundHops(onJudged);
  }

  /** All spans of one trace, each once. */
  add(spans: readonly Span[]): void {
    this.#traces++;
    const { calls, answers, repeated, late } = looseIn(spans);
    for (const { client, spans: copies } of repeated) this.#judge({ caller: client.service, callee: copies.at(-1)!.service }, copies, { isBroken: true, counted: copies.filter(({ service }) => service !== client.service).length, isInPlace: true });
    for (const { client, spans: hop } of late) this.#judge({ caller: client.service, callee: hop.at(-1)!.service }, hop, { isBroken: true, counted: 1, isInPlace: true });
    const { pairs, open, ...rest } = pair(calls.filter(({ client }) => client), answers.filter(({ server, client }) => server.parentSpanId !== undefined && !client), this.#within(spans));
    this.#addPairs(pairs);
    for (const each of open) this.#addOpen(each);
    const settled = new Set<unknown>([...pairs.flatMap(({ call, answer }) => [call, answer]), ...open.flatMap((each) => [...each.calls, ...each.answers])]);
    this.#keep([...rest.calls, ...calls.filter(({ client }) => !client)], answers.filter((answer) => !settled.has(answer)));
    this.#note(spans);
  }

  /** Its parents make a circle, or an id stands for several spans. */
  addMalformed(spans: readonly Span[]): void {
    const services = new Set(spans.map(({ service }) => service));
    for (const edge of this.#known.asked) if ((services.has(edge.caller) || services.has(edge.callee)) && !verdictOn(edge, spans).verdict.linked) this.#judge(edge, spans, { isBroken: true, counted: 0 });
  }

  /** What hangs loose is compared across traces, and what is left of it judged by itself. */
  close(): void {
    if (this.overflowed) return;
    const found = pair(this.#calls, this.#answers, this.#across);
    this.#addPairs(found.pairs);
    for (const open of found.open) if (this.#known.asked.length > 0 || open.calls.length === open.answers.length) this.#addOpen(open);
    for (const answer of found.answers) this.#addOrphan(answer);
    for (const edge of this.#known.asked) this.#addUnanswered(edge, found);
  }

  readonly #isAsked = (caller: string, callee: string): boolean => {
    const { asked } = this.#known;
    return asked.length === 0 || asked.some((edge) => edge.caller === caller && edge.callee === callee);
  };

  /** No call is below its own answer, whose parent is not there: that would be the top of what the call lies below. */
  #within(spans: readonly Span[]): MayBelong {
    const tops = topsOf(spans, byIdOf(spans));
    return (call, answer, named) => call.service !== answer.service && this.#isAsked(call.service, answer.service)
      && (named || this.#agree(call.client?.request, answer.server.request)) && tops.get(call.client!) !== answer.server;
  }

  readonly #across: MayBelong = (call, answer, named) => {
    const isAsked = this.#known.asked.length > 0;
    if (answer.client) return isAsked && call.client === undefined && call.service === answer.client.service && this.#isAsked(call.service, answer.service);
    if (call.service === answer.service || !this.#isAsked(call.service, answer.service)) return false;
    // It is in its caller's trace, and only the span between them is gone.
    if (!named && answer.server.parentSpanId !== undefined && !answer.isEntry && call.spans[0]!.traceId !== answer.server.traceId) return false;
    if (named || isAsked) return named || this.#agree(call.client?.request, answer.server.request);
    const { client } = call;
    return client?.request !== undefined && client.request === answer.server.request && client.host === answer.server.host;
  };

  /** Of a hop that is asked about, one may have recorded nothing; a call to a database records no request, and its answer none either. */
  #agree(one: string | undefined, other: string | undefined): boolean {
    return one === other || (this.#known.asked.length > 0 && (one === undefined || other === undefined));
  }

  #addPairs(pairs: Pairing['pairs']): void {
    for (const { call, answer } of pairs) {
      this.#judge({ caller: call.service, callee: answer.service }, [...call.spans, ...answer.spans], { isBroken: true, counted: answer.client ? 1 : 0 });
    }
  }

  #addOpen({ calls, answers }: Pairing['open'][number]): void {
    const byCaller = Map.groupBy(calls, ({ service }) => service);
    const [only] = byCaller.keys();
    for (const answer of answers) {
      const caller = byCaller.size === 1 ? only : this.#callerOf(answer.service);
      if (caller === undefined) continue;
      const own = byCaller.get(caller)?.slice(0, MOST_OPEN) ?? [];
      this.#judge({ caller, callee: answer.service }, [...own.flatMap(({ spans }) => spans), ...answer.spans], { isBroken: true, counted: answer.client ? 1 : 0 });
    }
  }

  /** Its parent is in no file, and no call may be its. */
  #addOrphan({ service, server, spans, isEntry, client }: LooseAnswer): void {
    const caller = this.#callerOf(service);
    if (isEntry || client || server.parentSpanId === undefined || caller === undefined) return;
    this.#judge({ caller, callee: service }, spans, { isBroken: true, counted: 0 });
    this.#met.add(nameOf({ caller, callee: service }));
  }

  /** Calls of which nobody knows whether they reached the callee: where nothing did, or where the same request did at other times. */
  #addUnanswered(edge: Edge, { calls, answers }: Pairing): void {
    const own = calls.filter(({ service }) => service === edge.caller);
    const isNew = !this.#met.has(nameOf(edge));
    const ends = own.filter(({ client, spans }) => (isNew ? client ?? true : !client && this.#reaching.has(reachOf(edge, spans[0]!))));
    for (const { spans } of ends) this.#judge(edge, spans, { isBroken: false, counted: 0 });
    if (!isNew || ends.length > 0) return;
    for (const { spans } of answers.filter(({ service }) => service === edge.callee)) this.#judge(edge, spans, { isBroken: false, counted: 0 });
  }

  #callerOf(callee: string): string | undefined {
    const { asked, callersOf } = this.#known;
    const callers = asked.length > 0 ? asked.filter((edge) => edge.callee === callee).map(({ caller }) => caller) : callersOf(callee);
    return callers.length === 1 ? callers[0] : undefined;
  }

  /** Gives the verdicts on what was found so far, one a step. */
  judging(): Generator<void> {
    return this.#found.judging();
  }

  #judge(edge: Edge, spans: readonly Span[], { isBroken, counted, isInPlace = false }: Pick<JudgedHop, 'isBroken' | 'counted'> & { isInPlace?: boolean }): void {
    if (!this.#isAsked(edge.caller, edge.callee)) return;
    this.#met.add(nameOf(edge));
    // A call that is not there may have been made in another request's trace.
    this.#found.add({ edge, spans, isBroken, counted, isInPlace, otherTraces: isBroken || this.#traces < 2 ? 'nothing' : 'unknown' });
  }

  #keep(calls: readonly LooseCall[], answers: readonly LooseAnswer[]): void {
    const { asked } = this.#known;
    for (const call of calls) if (asked.length > 0 ? asked.some(({ caller }) => caller === call.service) : call.client) this.#calls.push(call);
    for (const answer of answers) if (asked.length === 0 || asked.some(({ callee }) => callee === answer.service)) this.#answers.push(answer);
    if (this.#calls.length <= MOST_LOOSE && this.#answers.length <= MOST_LOOSE) return;
    this.overflowed = true;
    [this.#calls, this.#answers] = [[], []];
  }

  /** Which requests to a caller reached the callee that is asked about. */
  #note(spans: readonly Span[]): void {
    if (this.#known.asked.length === 0) return;
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    for (const edge of this.#known.asked) {
      const linked = spans.some((span) => span.service === edge.callee && isCalled(span) && byId.get(span.parentSpanId ?? '')?.service === edge.caller);
      if (!linked) continue;
      this.#met.add(nameOf(edge));
      for (const span of spans) if (span.service === edge.caller && span.kind === 'SERVER') this.#reaching.add(reachOf(edge, span));
    }
  }
}

function nameOf({ caller, callee }: Edge): string {
  return JSON.stringify([caller, callee]);
}

function reachOf(edge: Edge, { request, name }: Span): string {
  return JSON.stringify([edge.caller, edge.callee, request ?? name]);
}
