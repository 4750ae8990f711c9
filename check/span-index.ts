// Finds records by their ids: open-addressing tables over the records themselves, with full ids and no fingerprints.

import { PARENT, SPAN, TRACE, WORDS } from '../verifier/reading/records.ts';

const EMPTY = -1;

/** Numbers the traces of records from 0 on. By record. */
export function numberTraces(records: Uint32Array, count: number): { traces: Int32Array; traceCount: number } {
  const slots = new Int32Array(tableSize(count)).fill(EMPTY);
  const mask = slots.length - 1;
  const traces = new Int32Array(count);
  let traceCount = 0;
  for (let record = 0; record < count; record++) {
    const at = record * WORDS + TRACE;
    let slot = hashTrace(records, at) & mask;
    let other = slots[slot]!;
    while (other !== EMPTY && !isSameTrace(records, other * WORDS + TRACE, at)) {
      slot = (slot + 1) & mask;
      other = slots[slot]!;
    }
    if (other === EMPTY) slots[slot] = record;
    traces[record] = other === EMPTY ? traceCount++ : traces[other]!;
  }
  return { traces, traceCount };
}

/** Within a trace, a span's own id tells it from the others. */
export class SpanIndex {
  readonly #records: Uint32Array;
  readonly #traces: Int32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(records: Uint32Array, traces: Int32Array) {
    this.#records = records;
    this.#traces = traces;
    this.#slots = new Int32Array(tableSize(traces.length)).fill(EMPTY);
    this.#mask = this.#slots.length - 1;
  }

  /** The record that has the ids of this one: itself, where it is the first. */
  add(record: number): number {
    const slot = this.#slotOf(this.#traces[record]!, record * WORDS + SPAN);
    const other = this.#slots[slot]!;
    if (other !== EMPTY) return other;
    this.#slots[slot] = record;
    return record;
  }

  /** The record of the parent of this one; undefined: it is not there. */
  parentOf(record: number): number | undefined {
    const other = this.#slots[this.#slotOf(this.#traces[record]!, record * WORDS + PARENT)]!;
    return other === EMPTY ? undefined : other;
  }

  /** Where the span of that trace is whose id is at that word, or where it would be. */
  #slotOf(trace: number, id: number): number {
    const [records, traces, slots, mask] = [this.#records, this.#traces, this.#slots, this.#mask];
    const [high, low] = [records[id]!, records[id + 1]!];
    let slot = hash(trace, high, low) & mask;
    for (let other = slots[slot]!; other !== EMPTY; other = slots[slot]!) {
      const at = other * WORDS + SPAN;
      if (records[at] === high && records[at + 1] === low && traces[other] === trace) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** At most half full. */
function tableSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(8, count * 2)));
}

function isSameTrace(records: Uint32Array, one: number, other: number): boolean {
  return records[one] === records[other] && records[one + 1] === records[other + 1] && records[one + 2] === records[other + 2] && records[one + 3] === records[other + 3];
}

/** Ids need not be random: some count, some repeat their halves. */
function hash(trace: number, high: number, low: number): number {
  let mixed = Math.imul(high ^ Math.imul(trace, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ low, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hashTrace(records: Uint32Array, at: number): number {
  let mixed = Math.imul(records[at]! ^ (records[at + 1]! >>> 7) ^ (records[at + 1]! << 25), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ records[at + 2]!, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ records[at + 3]!, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
