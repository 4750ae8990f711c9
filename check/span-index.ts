// Finds records by their ids: an open-addressing table over the records themselves, with full ids and no fingerprints.

import { PARENT, SPAN, TRACE, WORDS } from '../verifier/reading/records.ts';

const EMPTY = -1;

export class SpanIndex {
  readonly #records: Uint32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** For at most so many records. */
  constructor(records: Uint32Array, count: number) {
    this.#records = records;
    this.#slots = new Int32Array(tableSize(count)).fill(EMPTY);
    this.#mask = this.#slots.length - 1;
  }

  /** The record that has the ids of this one: itself, where it is the first. */
  add(record: number): number {
    const records = this.#records;
    const at = record * WORDS;
    for (let slot = hash(records, at + TRACE, at + SPAN) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const other = this.#slots[slot]!;
      if (other === EMPTY) {
        this.#slots[slot] = record;
        return record;
      }
      if (isSame(records, other * WORDS, at + TRACE, at + SPAN)) return other;
    }
  }

  /** The record of the parent of this one; undefined: it is not there. */
  parentOf(record: number): number | undefined {
    const records = this.#records;
    const at = record * WORDS;
    for (let slot = hash(records, at + TRACE, at + PARENT) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const other = this.#slots[slot]!;
      if (other === EMPTY) return undefined;
      if (isSame(records, other * WORDS, at + TRACE, at + PARENT)) return other;
    }
  }
}

/** Numbers the traces of records from 0 on. By record. */
export function numberTraces(records: Uint32Array, count: number): { traces: Int32Array; traceCount: number } {
  const slots = new Int32Array(tableSize(count)).fill(EMPTY);
  const mask = slots.length - 1;
  const traces = new Int32Array(count);
  let traceCount = 0;
  for (let record = 0; record < count; record++) {
    const at = record * WORDS;
    let slot = hashTrace(records, at) & mask;
    while (slots[slot] !== EMPTY && !isSameTrace(records, slots[slot]! * WORDS, at)) slot = (slot + 1) & mask;
    if (slots[slot] === EMPTY) {
      slots[slot] = record;
      traces[record] = traceCount++;
    } else {
      traces[record] = traces[slots[slot]!]!;
    }
  }
  return { traces, traceCount };
}

/** At most half full. */
function tableSize(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(8, count * 2)));
}

function isSame(records: Uint32Array, one: number, trace: number, span: number): boolean {
  return records[one + SPAN] === records[span] && records[one + SPAN + 1] === records[span + 1] && isSameTrace(records, one, trace);
}

function isSameTrace(records: Uint32Array, one: number, other: number): boolean {
  return records[one] === records[other] && records[one + 1] === records[other + 1] && records[one + 2] === records[other + 2] && records[one + 3] === records[other + 3];
}

/** Ids need not be random: some count, some repeat their halves. */
function hash(records: Uint32Array, trace: number, span: number): number {
  let mixed = Math.imul(records[span]! ^ hashTrace(records, trace), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ records[span + 1]!, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hashTrace(records: Uint32Array, at: number): number {
  let mixed = Math.imul(records[at]! ^ (records[at + 1]! >>> 7) ^ (records[at + 1]! << 25), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ records[at + 2]!, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ records[at + 3]!, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
