// Records of the traces that began at a time or later. A trace begins with the earliest of its spans whose time is
// known; one of which no time is known is left out.

import { START, WORDS } from '../verifier/reading/records.ts';
import type { Records } from './records.ts';
import { numberTraces } from './span-index.ts';

export class RecentRecords implements Records {
  readonly #records: Records;
  readonly #since: number;
  readonly #leftOut = new Map<number, number>();

  /** `since`: whole seconds since 1970. */
  constructor(records: Records, since: number) {
    this.#records = records;
    this.#since = since;
  }

  get services(): readonly string[] {
    return this.#records.services;
  }

  /** Traces, of the partitions that were read. */
  get leftOut(): number {
    return [...this.#leftOut.values()].reduce((sum, count) => sum + count, 0);
  }

  read(partition: number): Uint32Array {
    const records = this.#records.read(partition);
    const { traces, traceCount } = numberTraces(records, records.length / WORDS);
    const begun = new Float64Array(traceCount).fill(Infinity);
    traces.forEach((trace, record) => {
      const start = records[record * WORDS + START]!;
      if (start > 0 && start < begun[trace]!) begun[trace] = start;
    });
    const isRecent = Uint8Array.from(begun, (start) => (start >= this.#since && start < Infinity ? 1 : 0));
    this.#leftOut.set(partition, isRecent.reduce((sum, recent) => sum + 1 - recent, 0));
    return kept(records, (record) => isRecent[traces[record]!] === 1);
  }
}

/** Moves those to the front of the same memory. */
function kept(records: Uint32Array, isKept: (record: number) => boolean): Uint32Array {
  let end = 0;
  for (let record = 0; record < records.length / WORDS; record++) {
    if (!isKept(record)) continue;
    records.copyWithin(end, record * WORDS, (record + 1) * WORDS);
    end += WORDS;
  }
  return records.subarray(0, end);
}
