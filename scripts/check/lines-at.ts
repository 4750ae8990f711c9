// Single lines of a large file, found by the page in which they begin.

import { readSync } from 'node:fs';

const NEWLINE = 0x0a;

/** What is read at once. Bytes. */
const PIECE = 128 * 1024;

export class LinesAt {
  readonly #file: number;
  #buffer = Buffer.alloc(PIECE);
  /** What of the file is in the buffer. */
  #from = 0;
  #length = 0;

  /** A file that is open for reading. */
  constructor(file: number) {
    this.#file = file;
  }

  /** The place after the next newline; undefined: there is none. */
  after(offset: number): number | undefined {
    for (let at = offset; ; ) {
      const held = this.#at(at, 1);
      if (held.length === 0) return undefined;
      const newline = held.indexOf(NEWLINE);
      if (newline >= 0) return at + newline + 1;
      at += held.length;
    }
  }

  /** The line that begins there, without its newline; valid until the next call. Undefined: the file has ended. */
  line(offset: number): Buffer | undefined {
    for (let wanted = PIECE; ; wanted *= 2) {
      const held = this.#at(offset, wanted);
      const newline = held.indexOf(NEWLINE);
      if (newline >= 0) return held.subarray(0, newline);
      if (held.length < wanted) return held.length > 0 ? held : undefined;
    }
  }

  /** So many bytes from there on, or what there is; more, where more is held. */
  #at(offset: number, wanted: number): Buffer {
    const start = offset - this.#from;
    const isHeld = start >= 0 && start < this.#length && this.#length - start >= Math.min(wanted, 1);
    if (isHeld && (wanted === 1 || this.#buffer.subarray(start, this.#length).includes(NEWLINE))) return this.#buffer.subarray(start, this.#length);
    const size = Math.max(wanted, PIECE);
    if (size > this.#buffer.length) this.#buffer = Buffer.alloc(size);
    this.#from = offset;
    this.#length = 0;
    for (let count = -1; count !== 0 && this.#length < size; this.#length += count) count = readSync(this.#file, this.#buffer, this.#length, size - this.#length, offset + this.#length);
    return this.#buffer.subarray(0, this.#length);
  }
}
