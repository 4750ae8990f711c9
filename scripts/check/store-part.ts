// The records that one thread has read, by partition: in memory as long as they are few, then in a temporary file.
// Services are numbered as they were met.

import { PARTITIONS, WORDS } from '../../verifier/reading/records.ts';
import { Spill, type Spilled } from './spill.ts';

/** What is in memory before it is written to the file. Bytes, of all partitions. */
const MOST_BYTES = 12 * 1024 * 1024;

/** What another thread needs of it: the records are not copied. */
export interface Handed {
  names: string[];
  chunks: Uint32Array<ArrayBuffer>[][];
  spilled: Spilled;
  count: number;
}

export class StorePart {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #spill: Spill;
  #chunks: Uint32Array<ArrayBuffer>[][] = Array.from({ length: PARTITIONS }, () => []);
  #bytes = 0;
  /** How many records. */
  count = 0;

  constructor(spill: Spill) {
    this.#spill = spill;
  }

  static from({ names, chunks, spilled, count }: Handed): StorePart {
    const part = new StorePart(Spill.from(spilled));
    part.names.push(...names);
    part.#chunks = chunks;
    part.count = count;
    return part;
  }

  get handed(): Handed {
    return { names: this.names, chunks: this.#chunks, spilled: this.#spill.spilled, count: this.count };
  }

  service(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** They are copied. */
  add(partition: number, records: Uint32Array): void {
    this.#chunks[partition]!.push(records.slice());
    this.#bytes += records.byteLength;
    this.count += records.length / WORDS;
    if (this.#bytes > MOST_BYTES) this.#write();
  }

  /** Words of a partition. */
  length(partition: number): number {
    return this.#spill.length(partition) / 4 + this.#chunks[partition]!.reduce((sum, { length }) => sum + length, 0);
  }

  /** `into` has that length. */
  read(partition: number, into: Uint32Array): void {
    let at = this.#spill.length(partition) / 4;
    this.#spill.read(partition, new Uint8Array(into.buffer, into.byteOffset, at * 4));
    for (const chunk of this.#chunks[partition]!) {
      into.set(chunk, at);
      at += chunk.length;
    }
  }

  close(): void {
    this.#spill.close();
  }

  #write(): void {
    this.#chunks.forEach((chunks, partition) => {
      for (const chunk of chunks) this.#spill.write(partition, new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      chunks.length = 0;
    });
    this.#bytes = 0;
  }
}
