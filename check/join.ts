// Places the spans of one partition: which of them repeat, who is whose parent, which begin a trace, which lie in a
// cycle. Records in, arrays by record out, no object a span. All of a trace is in one partition.

import { KIND_BITS, META, PAGE, PARENT, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, WORDS } from '../verifier/reading/records.ts';
import { numberTraces, SpanIndex } from './span-index.ts';

/** In place of a parent's record. A repetition is no span of its own. */
export const ROOT = -1;
export const ABSENT = -2;
export const REPEATED = -3;

/** OTLP's numbers. */
export const SERVER = 2;
export const CLIENT = 3;
export const PRODUCER = 4;
export const CONSUMER = 5;

export interface Joined {
  records: Uint32Array;
  count: number;
  /** By record: the record of its parent, or ROOT, ABSENT, REPEATED. */
  parents: Int32Array;
  /** By record: the record of the same span that counts. */
  firsts: Int32Array;
  /** By record: the number of its trace. */
  traces: Int32Array;
  traceCount: number;
  /** By trace: how many of its spans have no parent there. */
  tops: Uint32Array;
  cycles: Cycle[];
}

/** The number of its trace. */
export interface Cycle {
  trace: number;
}

export function join(records: Uint32Array): Joined {
  const count = records.length / WORDS;
  const { traces, traceCount } = numberTraces(records, count);
  const index = new SpanIndex(records, traces);
  const firsts = leastFirst(records, count, index);
  const parents = new Int32Array(count);
  const tops = new Uint32Array(traceCount);
  for (let record = 0; record < count; record++) {
    if (firsts[record] !== record) parents[record] = REPEATED;
    else parents[record] = hasParent(records, record) ? index.parentOf(record) ?? ABSENT : ROOT;
    if (parents[record] === ROOT || parents[record] === ABSENT) tops[traces[record]!]!++;
  }
  return { records, count, parents, firsts, traces, traceCount, tops, cycles: cyclesOf(parents, traces) };
}

export function kindAt({ records }: Joined, record: number): number {
  return records[record * WORDS + META]! & KIND_BITS;
}

export function serviceAt({ records }: Joined, record: number): number {
  return records[record * WORDS + META]! >>> SERVICE_SHIFT;
}

/** Of all records. Neighbours are mostly of one. */
export function servicesIn(joined: Joined): Set<number> {
  const services = new Set<number>();
  let last = -1;
  for (let record = 0; record < joined.count; record++) {
    const service = serviceAt(joined, record);
    if (service !== last) services.add(service);
    last = service;
  }
  return services;
}

/** A SERVER or a CONSUMER span: one that something else called. */
export function isCalled(kind: number): boolean {
  return kind === SERVER || kind === CONSUMER;
}

/** A CLIENT or a PRODUCER span. */
export function isCall(kind: number): boolean {
  return kind === CLIENT || kind === PRODUCER;
}

/** What the flags say of the parent; where they say nothing, a call comes from elsewhere. */
export function isFromElsewhere({ records }: Joined, record: number): boolean {
  const meta = records[record * WORDS + META]!;
  return (meta & REMOTE_KNOWN) === 0 ? isCalled(meta & KIND_BITS) : (meta & REMOTE) !== 0;
}

/** The one top span of its trace, called from elsewhere: by somebody whose spans are not in these files. */
export function isEntry(joined: Joined, record: number): boolean {
  return joined.tops[joined.traces[record]!] === 1 && isFromElsewhere(joined, record);
}

/** From one service to another, or from a call to what it called. */
export function isHop(joined: Joined, record: number, parent: number): boolean {
  if (serviceAt(joined, record) !== serviceAt(joined, parent)) return true;
  return isCalled(kindAt(joined, record)) && isCall(kindAt(joined, parent));
}

function hasParent(records: Uint32Array, record: number): boolean {
  return (records[record * WORDS + PARENT]! | records[record * WORDS + PARENT + 1]!) !== 0;
}

/**
 * By record: the record of the same span that counts. It is the first one that was added; its words are made the
 * least of all of them, so that the order in which they came changes nothing.
 */
function leastFirst(records: Uint32Array, count: number, index: SpanIndex): Int32Array {
  const firsts = new Int32Array(count);
  for (let record = 0; record < count; record++) {
    const first = index.add(record);
    firsts[record] = first;
    if (first !== record && isLess(records, record, first)) swap(records, record, first);
  }
  return firsts;
}

/** By what places it, from PARENT on; where it stands in the files does not count. */
function isLess(records: Uint32Array, one: number, other: number): boolean {
  for (let word = PARENT; word < WORDS; word++) {
    const [left, right] = [records[one * WORDS + word]!, records[other * WORDS + word]!];
    if (word !== PAGE && left !== right) return left < right;
  }
  return false;
}

function swap(records: Uint32Array, one: number, other: number): void {
  for (let word = PARENT; word < WORDS; word++) {
    const kept = records[one * WORDS + word]!;
    records[one * WORDS + word] = records[other * WORDS + word]!;
    records[other * WORDS + word] = kept;
  }
}

/** Walks up from every span once: who comes upon a span of the same walk has found a cycle. */
function cyclesOf(parents: Int32Array, traces: Int32Array): Cycle[] {
  const cycles: Cycle[] = [];
  const walks = new Int32Array(parents.length);
  for (let record = 0; record < parents.length; record++) {
    let at = record;
    while (at >= 0 && walks[at] === 0) {
      walks[at] = record + 1;
      at = parents[at]!;
    }
    if (at >= 0 && walks[at] === record + 1) cycles.push({ trace: traces[at]! });
  }
  return cycles;
}
