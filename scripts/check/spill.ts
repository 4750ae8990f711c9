// A temporary file for what is too much for memory, by partition. It has no name, so nobody has to remove it: it is
// gone with the process. Another thread of the process can go on with it.

import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { PARTITIONS } from '../../verifier/reading/records.ts';

interface Segment {
  offset: number;
  length: number;
}

/** What another thread needs of it. */
export interface Spilled {
  file: number | undefined;
  segments: Segment[][];
}

export class Spill {
  readonly #path: string;
  #segments: Segment[][] = Array.from({ length: PARTITIONS }, () => []);
  #file: number | undefined;
  #written = 0;

  /** Where the file may be made, once it is needed. */
  constructor(folder: string, name: string) {
    this.#path = join(folder, name);
  }

  /** Reads on what another thread has written, which must leave the file to it. */
  static from({ file, segments }: Spilled): Spill {
    const spill = new Spill('', '');
    spill.#file = file;
    spill.#segments = segments;
    return spill;
  }

  get spilled(): Spilled {
    return { file: this.#file, segments: this.#segments };
  }

  write(partition: number, bytes: Uint8Array): void {
    this.#file ??= openUnnamed(this.#path);
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written + done);
    this.#segments[partition]!.push({ offset: this.#written, length: bytes.length });
    this.#written += bytes.length;
  }

  /** Bytes of a partition. */
  length(partition: number): number {
    return this.#segments[partition]!.reduce((sum, { length }) => sum + length, 0);
  }

  /** In the order in which they were written. */
  read(partition: number, into: Uint8Array): void {
    let at = 0;
    for (const { offset, length } of this.#segments[partition]!) {
      for (let done = 0; done < length;) done += readSync(this.#file!, into, at + done, length - done, offset + done);
      at += length;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function openUnnamed(path: string): number {
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return file;
}
