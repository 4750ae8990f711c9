// The traces that are to be read in full, and where in the files their spans stand.

import { idAt, packId, PAGE, TRACE, WORDS } from '../verifier/reading/records.ts';
import type { Joined } from './join.ts';

export class Suspects {
  /** Their ids, four words each, until somebody asks for them as texts: most are let go before that. */
  #ids = new Uint32Array(64);
  #length = 0;
  #traces = new Set<string>();
  /** Of the traces' ids, to say no at once: a bit for each value of 17 of their bits. Made when somebody asks, as there may be very many of these objects. */
  #hints: Uint32Array | undefined;
  #pages = new Uint32Array(16);

  /** By their ids. */
  get traces(): Set<string> {
    for (let at = 0; at < this.#length; at += 4) this.#traces.add(idAt(this.#ids, at, 4));
    this.#length = 0;
    return this.#traces;
  }

  /** How many were added; one that was added twice, by a merger, counts twice. */
  get count(): number {
    return this.#traces.size + this.#length / 4;
  }

  /** Every trace of these records whose number is marked. */
  add({ records, count, traces }: Joined, marked: Uint8Array): void {
    if (!marked.includes(1)) return;
    const added = new Uint8Array(marked.length);
    for (let record = 0; record < count; record++) {
      const trace = traces[record]!;
      if (marked[trace] === 0) continue;
      this.#addPage(records[record * WORDS + PAGE]!);
      if (added[trace] === 0) this.#addId(records, record * WORDS + TRACE);
      added[trace] = 1;
    }
  }

  /** The traces of these records, and of their spans no others. */
  addRecords({ records }: Joined, added: readonly number[]): void {
    for (const record of added) {
      this.#addPage(records[record * WORDS + PAGE]!);
      this.#addId(records, record * WORDS + TRACE);
    }
  }

  merge(others: Suspects): void {
    for (const trace of others.#traces) this.#traces.add(trace);
    this.#hints = undefined;
    for (let at = 0; at < others.#length; at += 4) this.#addId(others.#ids, at);
    for (let page = others.nextPage(0); page !== undefined; page = others.nextPage(page + 1)) this.#addPage(page);
  }

  /** Whether the trace of a record is one of them; undefined: it is not. Else its id. */
  traceOf(records: Uint32Array, record: number): string | undefined {
    this.#hints ??= hintsOf(this.traces);
    const hint = hintOf(records, record + TRACE);
    if ((this.#hints[hint >>> 5]! & (1 << (hint & 31))) === 0) return undefined;
    const trace = idAt(records, record + TRACE, 4);
    return this.traces.has(trace) ? trace : undefined;
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

  #addId(words: Uint32Array, at: number): void {
    this.#hints = undefined;
    if (this.#length === this.#ids.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    for (let word = 0; word < 4; word++) this.#ids[this.#length++] = words[at + word]!;
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

function hintsOf(traces: ReadonlySet<string>): Uint32Array {
  const hints = new Uint32Array(2 ** 12);
  const words = new Uint32Array(4);
  for (const trace of traces) {
    packId(trace, 4, words, 0);
    const hint = hintOf(words, 0);
    hints[hint >>> 5]! |= 1 << (hint & 31);
  }
  return hints;
}

function hintOf(records: Uint32Array, at: number): number {
  return Math.imul(records[at]! ^ records[at + 1]! ^ records[at + 2]! ^ records[at + 3]!, 0x9e3779b1) >>> 15;
}
