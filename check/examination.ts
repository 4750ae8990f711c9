// From records to the whole picture: counts and links by the partitions, then the suspect traces in full, in the
// order of their ids, so that nothing depends on the order of the files.

import type { OneTrace } from '../verifier/check.ts';
import type { Edge } from '../verifier/judge.ts';
import { PARTITIONS } from '../verifier/reading/records.ts';
import { firstInCycle } from '../verifier/tree-faults.ts';
import { deliveredIn } from './deliveries.ts';
import { Edges } from './edges.ts';
import type { JudgedHop } from './found-hops.ts';
import { Hops } from './hops.ts';
import { join } from './join.ts';
import { likelyHops } from './likely-hops.ts';
import { Links } from './links.ts';
import { isReversed, oneTrace, type WholeTrace } from './one-trace.ts';
import type { Records } from './records.ts';
import { FEW, MOST_IN_FULL, Tally } from './tally.ts';
import type { WholeSpan } from './whole-span.ts';

export interface Questions {
  /** The hops that must be linked. */
  asked: readonly Edge[];
  /** Traces that are wanted in full, by id. */
  wanted: ReadonlySet<string>;
  /** Services whose links to other spans are counted. None where it is absent. */
  linking?: ReadonlySet<string>;
}

/** Of one end of a hop there may be no span, and of the other there are. */
const NOT_THERE = -1;

const NONE: ReadonlySet<string> = new Set();

/** `onUnread` is told of each hop that is asked about and that too many traces lack for them to be read in full. */
export function tallyOf(records: Records, { asked, wanted, linking = NONE }: Questions, onUnread: (hop: Edge) => void = () => {}): Tally {
  const numbers = new Map(records.services.map((name, number) => [name, number]));
  const hops = asked.map(({ caller, callee }) => ({ caller: numbers.get(caller) ?? NOT_THERE, callee: numbers.get(callee) ?? NOT_THERE }));
  const counted = (all: boolean): Tally => {
    const tally = new Tally({ asked: hops, wanted, linking: new Set(Array.from(linking, (name) => numbers.get(name) ?? NOT_THERE)), all });
    for (let partition = 0; partition < PARTITIONS; partition++) tally.add(join(records.read(partition)));
    tally.close().forEach((tooMany, hop) => tooMany && onUnread(asked[hop]!));
    return tally;
  };
  const tally = counted(false);
  return tally.counts.traces <= (asked.length > 0 ? MOST_IN_FULL : FEW) ? counted(true) : tally;
}

/** Has the tally suspect hops of which nothing is linked, where a sample of what hangs loose shows that they are likely. */
export function suspectLikely(tally: Tally, services: readonly string[], sample: Iterable<readonly WholeSpan[]>): void {
  const traces = [...sample].map((whole) => deliveredIn(whole).spans);
  for (const { caller, callee } of likelyHops(traces)) tally.suspect({ caller: services.indexOf(caller), callee: services.indexOf(callee) });
}

/** What the second reading adds: the verdicts on hops that are not simply linked. */
export class Examination {
  readonly edges = new Edges();
  readonly links: Links;
  duplicates = 0;
  conflicts = 0;
  /** Spans that end before they start, among those that were read in full. */
  reversed = 0;
  readonly #wanted = new Map<string, WholeTrace>();
  /** Hops of traces that are wanted. */
  readonly #wantedHops: JudgedHop[] = [];
  readonly #hops: Hops;
  readonly #questions: Questions;
  readonly #tally: Tally;

  constructor(tally: Tally, services: readonly string[], questions: Questions) {
    this.#questions = questions;
    this.#tally = tally;
    this.links = new Links(questions.linking ?? NONE);
    const callers = new Map<string, string[]>();
    for (const [caller, callees] of tally.links) {
      for (const [callee, count] of callees) {
        this.edges.addLinks(services[caller]!, services[callee]!, count);
        const own = callers.get(services[callee]!);
        if (own && caller !== callee) own.push(services[caller]!);
        else if (caller !== callee) callers.set(services[callee]!, [services[caller]!]);
      }
    }
    this.#hops = new Hops({ asked: questions.asked, callersOf: (callee) => callers.get(callee) ?? [] }, (hop) => this.#addJudged(hop));
  }

  /** All deliveries of all spans of one trace. */
  add(trace: string, whole: readonly WholeSpan[]): void {
    const delivered = deliveredIn(whole);
    this.duplicates += delivered.duplicates;
    this.conflicts += delivered.conflicts.length;
    this.links.add(whole);
    if (!this.#questions.wanted.has(trace) && !this.#tally.isJudged(trace) && delivered.conflicts.length === 0) return;
    const { spans, conflicts } = delivered;
    this.reversed += spans.filter(isReversed).length;
    if (this.#questions.wanted.has(trace)) this.#wanted.set(trace, { spans, duplicates: delivered.duplicates, conflicts });
    if (conflicts.length > 0 || firstInCycle(spans)) this.#hops.addMalformed(spans);
    else if (this.#tally.isJudged(trace)) this.#hops.add(spans);
  }

  /** A trace that is wanted, as soon as it was added; its hops, when all were. */
  traceOf(trace: string): OneTrace | undefined {
    const whole = this.#wanted.get(trace);
    return whole && oneTrace(whole, this.#wantedHops.filter(({ spans }) => spans.some(({ traceId }) => traceId === trace)));
  }

  #addJudged(hop: JudgedHop): void {
    this.edges.addJudged(hop);
    if (this.#questions.wanted.size > 0 && hop.spans.some(({ traceId }) => this.#questions.wanted.has(traceId))) this.#wantedHops.push(hop);
  }

  /** Compares what hangs loose across traces; to be called when all were added and judged. */
  close(): void {
    this.#hops.close();
  }

  /** Judges the hops that were found so far, one before each step, so that somebody who waits can give it up. */
  judging(): Generator<void> {
    return this.#hops.judging();
  }

  /** Too much hung loose for a comparison across traces. */
  get overflowed(): boolean {
    return this.#hops.overflowed;
  }
}
