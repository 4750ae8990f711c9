// Counts over the partitions, one after the other: spans, traces, what begins them, what is broken, and which service
// called which. And which traces must be read in full, because a count of words cannot say what is wrong with them.

import { idAt, TRACE, WORDS } from '../verifier/reading/records.ts';
import { ABSENT, isCall, isEntry, isHop, type Joined, kindAt, REPEATED, ROOT, SERVER, serviceAt, servicesIn } from './join.ts';
import { type AskedHop, JUDGE, markLacking } from './lacking.ts';
import { LooseByService } from './loose-by-service.ts';
import { Suspects } from './suspects.ts';

export interface Counts {
  /** Each once, however often it was delivered. */
  spans: number;
  traces: number;
  roots: number;
  entries: number;
  orphans: number;
  cycles: number;
  /** Records of spans that came before. */
  repetitions: number;
}

/** Of a hop that is asked about, so many traces that may lack it are read in full; and all traces, where there are no more. */
export const MOST_IN_FULL = 10_000;

/** Where no hop is asked about, all traces are read in full if they are no more. */
export const FEW = 200;

/** A service that others call, and that begins no more traces than that itself, does not do so by its nature. */
const RARE = 50;

export class Tally {
  readonly counts: Counts = { spans: 0, traces: 0, roots: 0, entries: 0, orphans: 0, cycles: 0, repetitions: 0 };
  /** Caller, then callee, to how often they were linked. */
  readonly links = new Map<number, Map<number, number>>();
  readonly suspects = new Suspects();
  /** Those that have spans: a name may also stand on a line that could not be read to its end, or above no span. */
  readonly services = new Set<number>();
  /** By hop that is asked about: the traces of its caller in which it is not linked. */
  readonly #lacking: readonly Suspects[];
  /** SERVER spans that begin a trace, and calls without an answer. */
  readonly #begun = new LooseByService(MOST_IN_FULL);
  readonly #unanswered = new LooseByService(MOST_IN_FULL);
  /** Traces to be read, and not to be judged: that a span came twice, or that somebody wants to see it, must not change a verdict. Of the former only those spans. */
  readonly #onlyRead = new Suspects();
  readonly #linking: ReadonlySet<number>;
  /** Traces that have a span of a service whose links are counted; and those of them that are read. */
  readonly linking = { traces: 0, read: 0 };
  readonly #asked: readonly AskedHop[];
  readonly #wanted: ReadonlySet<string>;
  readonly #all: boolean;

  /** `all`: every trace is a suspect. `wanted`: traces that are, whatever they are like; `linking`: services whose traces are. */
  constructor({ asked, wanted, linking, all }: { asked: readonly AskedHop[]; wanted: ReadonlySet<string>; linking: ReadonlySet<number>; all: boolean }) {
    this.#asked = asked;
    this.#lacking = asked.map(() => new Suspects());
    this.#wanted = wanted;
    this.#linking = linking;
    this.#all = all;
  }

  add(joined: Joined): void {
    const marked = new Uint8Array(joined.traceCount).fill(this.#all ? JUDGE : 0);
    this.counts.traces += joined.traceCount;
    this.counts.cycles += joined.cycles.length;
    for (const { trace } of joined.cycles) marked[trace] = JUDGE;
    const repeated = this.#count(joined, marked);
    if (!this.#all) this.#asked.forEach((hop, at) => this.#lacking[at]!.add(joined, markLacking(joined, hop, marked)));
    if (this.#wanted.size > 0) this.#onlyRead.add(joined, this.#wantedIn(joined));
    if (this.#linking.size > 0) this.#onlyRead.add(joined, this.#linkingIn(joined));
    this.suspects.add(joined, marked);
    this.#onlyRead.addRecords(joined, repeated.filter((record) => marked[joined.traces[record]!] === 0));
  }

  /** To be asked when it is closed. */
  isJudged(trace: string): boolean {
    return !this.#onlyRead.traces.has(trace);
  }

  /** To be called when all partitions were added: what is suspicious only beside the whole. Returns whether the traces that lack a hop are too many to be read in full. */
  close(): boolean[] {
    const tooMany = this.#lacking.map((lacking) => lacking.count > MOST_IN_FULL);
    this.#lacking.forEach((lacking, at) => tooMany[at] || this.suspects.merge(lacking));
    for (const [caller, callees] of this.links) {
      for (const callee of callees.keys()) if (caller !== callee) this.#addLost(caller, callee);
    }
    for (const trace of this.suspects.traces) this.#onlyRead.traces.delete(trace);
    this.suspects.merge(this.#onlyRead);
    return tooMany;
  }

  /** Of a service that others call, a SERVER span that begins a trace is suspicious; and then their calls without an answer are. */
  #addLost(caller: number, callee: number): void {
    if (this.#isRare(callee)) this.suspect({ caller, callee });
  }

  #isRare(callee: number): boolean {
    return (this.#begun.of(callee)?.count ?? 0) <= RARE && this.links.values().some((callees) => callees.has(callee));
  }

  /**
   * Traces by which it can be told whether hops are broken of which nothing is linked, or to services that often begin
   * traces as well. Undefined: there is nothing to tell.
   */
  sample(): Suspects | undefined {
    const begun = this.#begun.services().filter((service) => !this.#isRare(service));
    const calling = this.#unanswered.services();
    if (begun.length === 0 || !calling.some((caller) => begun.some((callee) => callee !== caller))) return undefined;
    const sample = new Suspects();
    for (const service of begun) sample.merge(this.#begun.sampleOf(service)!);
    for (const service of calling) sample.merge(this.#unanswered.sampleOf(service)!);
    return sample;
  }

  /** What hangs loose between the two is to be read in full. */
  suspect({ caller, callee }: AskedHop): void {
    for (const loose of [this.#unanswered.of(caller), this.#begun.of(callee)]) {
      if (!loose) continue;
      this.suspects.merge(loose);
      for (const trace of loose.traces) this.#onlyRead.traces.delete(trace);
    }
  }

  /** Returns the records of spans that were delivered more than once, the one that counts among them. */
  #count(joined: Joined, marked: Uint8Array): number[] {
    const { counts } = this;
    const { count, parents, traces, firsts } = joined;
    const answered = new Uint8Array(count);
    const begun: number[] = [];
    const calls: number[] = [];
    const repeated: number[] = [];
    for (let record = 0; record < count; record++) {
      const parent = parents[record]!;
      if (parent === REPEATED) {
        counts.repetitions++;
        repeated.push(record, firsts[record]!);
        continue;
      }
      counts.spans++;
      const kind = kindAt(joined, record);
      if (isCall(kind)) calls.push(record);
      if (parent === ROOT) {
        counts.roots++;
        if (kind === SERVER) begun.push(record);
      } else if (parent === ABSENT) this.#addTop(joined, record, marked);
      else if (isHop(joined, record, parent)) {
        this.#link(serviceAt(joined, parent), serviceAt(joined, record));
        if (answered[parent] === 1) marked[traces[record]!] = JUDGE;
        answered[parent] = 1;
      }
    }
    for (const service of servicesIn(joined)) this.services.add(service);
    if (!this.#all) {
      this.#begun.add(joined, begun);
      this.#unanswered.add(joined, calls.filter((record) => answered[record] === 0));
    }
    return repeated;
  }

  #addTop(joined: Joined, record: number, marked: Uint8Array): void {
    if (isEntry(joined, record)) {
      this.counts.entries++;
      return;
    }
    this.counts.orphans++;
    marked[joined.traces[record]!] = JUDGE;
  }

  #link(caller: number, callee: number): void {
    let of = this.links.get(caller);
    if (!of) this.links.set(caller, of = new Map());
    of.set(callee, (of.get(callee) ?? 0) + 1);
  }

  #wantedIn({ records, count, traces, traceCount }: Joined): Uint8Array {
    const wanted = new Uint8Array(traceCount);
    const looked = new Uint8Array(traceCount);
    for (let record = 0; record < count; record++) {
      const trace = traces[record]!;
      if (looked[trace] === 0 && this.#wanted.has(idAt(records, record * WORDS + TRACE, 4))) wanted[trace] = JUDGE;
      looked[trace] = 1;
    }
    return wanted;
  }

  /** Whole partitions, until there are enough: which traces those are does not depend on the order of the files. */
  #linkingIn(joined: Joined): Uint8Array {
    const linking = new Uint8Array(joined.traceCount);
    for (let record = 0; record < joined.count; record++) if (this.#linking.has(serviceAt(joined, record))) linking[joined.traces[record]!] = JUDGE;
    const count = linking.reduce((sum, bit) => sum + bit, 0);
    this.linking.traces += count;
    if (this.linking.read >= MOST_IN_FULL) return new Uint8Array(joined.traceCount);
    this.linking.read += count;
    return linking;
  }
}
