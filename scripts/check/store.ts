// The records of all spans, by partition: in memory as long as they are few, then in a temporary file. Services get
// their final numbers, in the order of their names, when a partition is read.

import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { KIND_BITS, META, PARTITIONS, partitionOf, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, WORDS } from '../../verifier/reading/records.ts';

/** What is in memory before it is written to the file. Bytes, of all partitions. */
const MOST_BYTES = 48 * 1024 * 1024;

const LOW_BITS = KIND_BITS | REMOTE_KNOWN | REMOTE;

interface Segment {
  offset: number;
  bytes: number;
}

export class RecordStore {
  readonly #folder: string;
  readonly #chunks: Uint32Array[][] = Array.from({ length: PARTITIONS }, () => []);
  readonly #segments: Segment[][] = Array.from({ length: PARTITIONS }, () => []);
  readonly #services = new Map<string, number>();
  #bytes = 0;
  #file: number | undefined;
  #written = 0;

  /** `folder`: where the temporary file may be made. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly service = (name: string): number => {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    this.#services.set(name, this.#services.size);
    return this.#services.size - 1;
  };

  /** Sorted by name: the number of a service is its place here. */
  get services(): string[] {
    return [...this.#services.keys()].sort();
  }

  /** They are copied. */
  add(partition: number, records: Uint32Array): void {
    if (records.length === 0) return;
    this.#chunks[partition]!.push(records.slice());
    this.#bytes += records.byteLength;
    if (this.#bytes > MOST_BYTES) this.#spill();
  }

  /** The same, of records of any partitions. */
  addMixed(records: Uint32Array): void {
    for (let at = 0; at < records.length; at += WORDS) this.add(partitionOf(records, at), records.subarray(at, at + WORDS));
  }

  read(partition: number): Uint32Array {
    const [segments, chunks] = [this.#segments[partition]!, this.#chunks[partition]!];
    const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0) + chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    const records = new Uint32Array(bytes / 4);
    let at = 0;
    for (const segment of segments) {
      readSync(this.#file!, new Uint8Array(records.buffer, at, segment.bytes), 0, segment.bytes, segment.offset);
      at += segment.bytes;
    }
    for (const chunk of chunks) {
      records.set(chunk, at / 4);
      at += chunk.byteLength;
    }
    return this.#renumbered(records);
  }

  /** Removes the temporary file. */
  close(): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    this.#file = undefined;
  }

  #spill(): void {
    this.#file ??= openRemoved(join(this.#folder, `records-${process.pid}`));
    this.#chunks.forEach((chunks, partition) => {
      for (const chunk of chunks) this.#write(partition, chunk);
      chunks.length = 0;
    });
    this.#bytes = 0;
  }

  #write(partition: number, chunk: Uint32Array): void {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file!, bytes, done, bytes.length - done, this.#written + done);
    this.#segments[partition]!.push({ offset: this.#written, bytes: bytes.length });
    this.#written += bytes.length;
  }

  #renumbered(records: Uint32Array): Uint32Array {
    const sorted = this.services;
    const numbers = Uint32Array.from(this.#services.keys(), (name) => sorted.indexOf(name));
    for (let at = META; at < records.length; at += WORDS) records[at] = (records[at]! & LOW_BITS) | (numbers[records[at]! >>> SERVICE_SHIFT]! << SERVICE_SHIFT);
    return records;
  }
}

/** Nobody has to remove it: it has no name, and is gone with the process. */
function openRemoved(path: string): number {
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return file;
}
