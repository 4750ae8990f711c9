// A span file that a Collector is still writing: each look returns the spans that were added since the last.

import { open, stat } from 'node:fs/promises';

import { LineReader } from '../verifier/reading/lines.ts';
import { readLine } from '../verifier/reading/otlp-json.ts';
import type { Span } from '../verifier/span.ts';
import { Problem } from './problem.ts';

const CHUNK = 1024 * 1024;

export interface Growth {
  spans: Span[];
  changed: boolean;
  /** The file is shorter than it was: what it held is gone. */
  shrank: boolean;
  /** Reasons, `file: reason`, for lines that are no spans. */
  unreadable: string[];
}

export class SpanFile {
  readonly path: string;
  #size = 0;
  #lines = new LineReader();
  /** The file may end within a line when it is first looked at: the rest of that line is somebody else's. */
  #skipLine = false;

  constructor(path: string) {
    this.path = path;
  }

  /** From here on, only what is added counts. A file that is not there yet is an empty one. */
  async skipToEnd(): Promise<void> {
    this.#size = await this.#sizeNow();
    this.#skipLine = this.#size > 0 && (await this.#bytes(this.#size - 1, this.#size)).toString() !== '\n';
  }

  async look(): Promise<Growth> {
    const size = await this.#sizeNow();
    const shrank = size < this.#size;
    const growth: Growth = { spans: [], changed: size !== this.#size, shrank, unreadable: [] };
    if (shrank) {
      this.#size = 0;
      this.#lines = new LineReader();
      this.#skipLine = false;
    }
    while (this.#size < size) {
      const bytes = await this.#bytes(this.#size, Math.min(this.#size + CHUNK, size));
      if (bytes.length === 0) break;
      this.#size += bytes.length;
      this.#take(bytes, growth);
    }
    return growth;
  }

  /** All of a file that grows no more, with what follows its last newline. */
  async whole(): Promise<Growth> {
    const growth = await this.look();
    this.#take(Buffer.from('\n'), growth);
    return growth;
  }

  #take(bytes: Buffer, growth: Growth): void {
    for (const { text } of this.#lines.feed(bytes)) {
      const line = text === undefined ? { unreadable: 'a line that is too long' } : readLine(text);
      if ('spans' in line) growth.spans.push(...line.spans);
      else if (!this.#skipLine) growth.unreadable.push(`${this.path}: ${line.unreadable}`);
      this.#skipLine = false;
    }
  }

  async #sizeNow(): Promise<number> {
    return stat(this.path).then(({ size }) => size, (error: unknown) => this.#absent(error, 0));
  }

  async #bytes(from: number, to: number): Promise<Buffer> {
    return this.#read(from, to).catch((error: unknown) => this.#absent(error, Buffer.alloc(0)));
  }

  async #read(from: number, to: number): Promise<Buffer> {
    const file = await open(this.path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  #absent<T>(error: unknown, instead: T): T {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw new Problem(3, `The span file \`${this.path}\` cannot be read: ${(error as Error).message}.`);
  }
}
