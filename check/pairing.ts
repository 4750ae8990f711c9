// Which loose call and which loose answer are the two ends of one broken hop. The wire says it where headers were
// recorded; else they belong together where there are as many calls as answers for one request, and all of the ones
// or of the others are alike, so that it does not matter which is whose. Time only sets the order.

import { recordedCarrier } from '../verifier/carried.ts';
import type { Span } from '../verifier/span.ts';
import { seen } from '../verifier/truth.ts';
import type { LooseAnswer, LooseCall } from './loose-ends.ts';
import { traceOf, UnpairedCalls } from './unpaired-calls.ts';

export interface Pair {
  call: LooseCall;
  answer: LooseAnswer;
}

export interface Pairing {
  pairs: Pair[];
  /** Answers for which there are calls, and nobody can tell which: all that may be theirs. */
  open: { answers: LooseAnswer[]; calls: LooseCall[] }[];
  calls: LooseCall[];
  answers: LooseAnswer[];
}

/**
 * `named`: an id of the call arrived with the answer, so that what they asked for need not be compared. Else both must be for
 * the same request, or one of them for nobody knows which. Where the parent of an answer is gone from its trace, so must be its
 * call's. Of a call, the answer that it lies below may be refused; all others of one request and service are alike.
 */
export type MayBelong = (call: LooseCall, answer: LooseAnswer, named: boolean) => boolean;

export function pair(calls: readonly LooseCall[], answers: readonly LooseAnswer[], mayBelong: MayBelong): Pairing {
  const wired = pairByWire(calls, answers, mayBelong);
  const open: Pairing['open'] = [];
  const pairs = [...wired.pairs];
  const [calling, answering] = [new UnpairedCalls(wired.calls), new Set(wired.answers)];
  for (const group of groupsOf(wired.answers)) {
    const some = someOf(group);
    const own = calling.forOne(group[0]!).filter((call) => some.some((answer) => mayBelong(call, answer, false)));
    if (own.length === 0) continue;
    for (const answer of group) answering.delete(answer);
    for (const call of own) calling.delete(call);
    if (own.length === group.length && (isAlike(own) || isAlike(group))) pairs.push(...inOrder(own, group));
    else open.push({ answers: group, calls: own });
  }
  return { pairs, open, calls: calling.all, answers: [...answering] };
}

/** A header arrived that names the call; or the answer names it as its parent, in another trace. */
function pairByWire(calls: readonly LooseCall[], answers: readonly LooseAnswer[], mayBelong: MayBelong): Omit<Pairing, 'open'> {
  const byId = new Map(calls.flatMap((call) => call.client ? [[call.client.spanId, call] as const] : []));
  const pairs: Pair[] = [];
  for (const answer of answers) {
    const call = namedBy(answer.server).map((spanId) => byId.get(spanId)).find((each) => each && mayBelong(each, answer, true));
    if (!call) continue;
    pairs.push({ call, answer });
    byId.delete(call.client!.spanId);
  }
  const paired = new Set<unknown>(pairs.flatMap(({ call, answer }) => [call, answer]));
  return { pairs, calls: calls.filter((call) => !paired.has(call)), answers: answers.filter((answer) => !paired.has(answer)) };
}

function namedBy(server: Span): string[] {
  const arrived = recordedCarrier(server);
  const named = seen(arrived) ? arrived.contexts.map(({ parentId }) => parentId) : [];
  return server.parentSpanId === undefined ? named : [...named, server.parentSpanId];
}

/** By service and request; one whose parent is gone from its trace belongs to a call in that trace. */
function groupsOf(answers: readonly LooseAnswer[]): LooseAnswer[][] {
  const key = (answer: LooseAnswer): string => JSON.stringify([answer.service, answer.server.request, answer.server.host, traceOf(answer)]);
  return [...Map.groupBy(answers, key).values()];
}

/** Two of those whose calls lost their context in the same service, and two of those whose calls are not known. */
function someOf(group: readonly LooseAnswer[]): LooseAnswer[] {
  return [...Map.groupBy(group, ({ client }) => client?.service).values()].flatMap((alike) => alike.slice(0, 2));
}

function isAlike(ends: readonly { spans: readonly Span[] }[]): boolean {
  return new Set(ends.map(({ spans }) => shapeOf(spans))).size === 1;
}

/** What a verdict could rest on, without the ids. Whether what lies above the end has a parent is nothing to it. */
function shapeOf(spans: readonly Span[]): string {
  return spans.map((span, at) => {
    const carried = recordedCarrier(span);
    const formats = seen(carried) ? carried.readings.map(({ format, ...reading }) => `${format} ${'context' in reading}`).join(' ') : carried;
    return `${span.service} ${span.kind} ${at === 0 && span.parentSpanId === undefined} ${span.responseStatus === undefined} ${formats}`;
  }).join('\n');
}

function inOrder(calls: readonly LooseCall[], answers: readonly LooseAnswer[]): Pair[] {
  const began = (spans: readonly Span[]): number => spans.reduce((least, { startTime }) => Math.min(least, startTime), Infinity);
  const ordered = <End extends { spans: readonly Span[] }>(ends: readonly End[]): End[] => ends.map((end) => ({ end, at: began(end.spans) })).sort((one, other) => one.at - other.at).map(({ end }) => end);
  const answering = ordered(answers);
  return ordered(calls).map((call, at) => ({ call, answer: answering[at]! }));
}
