// The traces that are to be read in full, and where in the files their spans stand.

import { idAt, PAGE, TRACE, WORDS } from '../verifier/reading/records.ts';
import type { Joined } from './join.ts';

export class Suspects {
  readonly traces = new Set<string>();
  #pages = new Uint32Array(1024);

  /** Every trace of these records whose number is marked. */
  add({ records, count, traces }: Joined, marked: Uint8Array): void {
    if (!marked.includes(1)) return;
    const added = new Uint8Array(marked.length);
    for (let record = 0; record < count; record++) {
      const trace = traces[record]!;
      if (marked[trace] === 0) continue;
      this.#addPage(records[record * WORDS + PAGE]!);
      if (added[trace] === 0) this.traces.add(idAt(records, record * WORDS + TRACE, 4));
      added[trace] = 1;
    }
  }

  merge(others: Suspects): void {
    for (const trace of others.traces) this.traces.add(trace);
    for (let page = others.nextPage(0); page !== undefined; page = others.nextPage(page + 1)) this.#addPage(page);
  }

  hasPage(page: number): boolean {
    return ((this.#pages[page >>> 5] ?? 0) & (1 << (page & 31))) !== 0;
  }

  /** The first page from this one on that has some of their spans; undefined: there is none. */
  nextPage(from: number): number | undefined {
    for (let word = from >>> 5; word < this.#pages.length; word++) {
      const bits = word === from >>> 5 ? this.#pages[word]! & (-1 << (from & 31)) : this.#pages[word]!;
      if (bits !== 0) return word * 32 + (31 - Math.clz32(bits & -bits));
    }
    return undefined;
  }

  #addPage(page: number): void {
    while (page >>> 5 >= this.#pages.length) {
      const larger = new Uint32Array(this.#pages.length * 2);
      larger.set(this.#pages);
      this.#pages = larger;
    }
    this.#pages[page >>> 5]! |= 1 << (page & 31);
  }
}
