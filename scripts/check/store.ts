// The records of all spans, by partition: in memory as long as they are few, then in a temporary file. Services get
// their final numbers, in the order of their names, when a partition is read.

import { KIND_BITS, META, PARTITIONS, partitionOf, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, WORDS } from '../../verifier/reading/records.ts';
import { Spill } from './spill.ts';

/** What is in memory before it is written to the file. Bytes, of all partitions. */
const MOST_BYTES = 32 * 1024 * 1024;

const LOW_BITS = KIND_BITS | REMOTE_KNOWN | REMOTE;

export class RecordStore {
  readonly #spill: Spill;
  readonly #chunks: Uint32Array[][] = Array.from({ length: PARTITIONS }, () => []);
  readonly #services = new Map<string, number>();
  #bytes = 0;
  /** How many were added. */
  count = 0;

  /** `folder`: where a temporary file may be made. */
  constructor(folder: string) {
    this.#spill = new Spill(folder, 'records');
  }

  readonly service = (name: string): number => {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    this.#services.set(name, this.#services.size);
    return this.#services.size - 1;
  };

  /** By the index that `service` gave. */
  get names(): string[] {
    return [...this.#services.keys()];
  }

  /** Sorted by name: the number of a service is its place here. */
  get services(): string[] {
    return [...this.#services.keys()].sort();
  }

  /** They are copied. */
  add(partition: number, records: Uint32Array): void {
    if (records.length === 0) return;
    this.#chunks[partition]!.push(records.slice());
    this.#bytes += records.byteLength;
    this.count += records.length / WORDS;
    if (this.#bytes > MOST_BYTES) this.#write();
  }

  /** The same, of records of any partitions. */
  addMixed(records: Uint32Array): void {
    for (let at = 0; at < records.length; at += WORDS) this.add(partitionOf(records, at), records.subarray(at, at + WORDS));
  }

  read(partition: number): Uint32Array {
    const chunks = this.#chunks[partition]!;
    const spilled = this.#spill.length(partition);
    const records = new Uint32Array(spilled / 4 + chunks.reduce((sum, { length }) => sum + length, 0));
    this.#spill.read(partition, new Uint8Array(records.buffer, 0, spilled));
    let at = spilled / 4;
    for (const chunk of chunks) {
      records.set(chunk, at);
      at += chunk.length;
    }
    return this.#renumbered(records);
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

  #renumbered(records: Uint32Array): Uint32Array {
    const places = new Map(this.services.map((name, place) => [name, place]));
    const numbers = Uint32Array.from(this.#services.keys(), (name) => places.get(name)!);
    for (let at = META; at < records.length; at += WORDS) records[at] = (records[at]! & LOW_BITS) | (numbers[records[at]! >>> SERVICE_SHIFT]! << SERVICE_SHIFT);
    return records;
  }
}
