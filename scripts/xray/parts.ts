// The spans of taps in parts, by trace: however much a chain wrote, only one part of it is in memory. Taps that are
// small are one part, and read where they are; others are taken apart into files first.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { LineReader } from '../../verifier/reading/lines.ts';
import { type Passed, passedIn, reread } from '../../xray/passed.ts';
import { Tap } from '../../xray/tap.ts';

/** About 60,000 spans of an ordinary kind. */
const PART_BYTES = 32 * 1024 * 1024;

export class Parts {
  readonly count: number;
  readonly #folder: string;
  readonly #patterns: readonly string[];

  private constructor(folder: string, patterns: readonly string[], count: number) {
    this.#folder = folder;
    this.#patterns = patterns;
    this.count = count;
  }

  /** `patterns`: what is looked for in values. `partBytes`: of the largest tap. */
  static async of(taps: readonly string[], folder: string, patterns: readonly string[], partBytes = PART_BYTES): Promise<Parts> {
    const largest = Math.max(...taps.map((tap) => statSync(join(folder, `${tap}.jsonl`), { throwIfNoEntry: false })?.size ?? 0));
    const parts = new Parts(folder, patterns, Math.max(1, Math.ceil(largest / partBytes)));
    if (parts.count > 1) for (const tap of taps) await parts.#takeApart(tap);
    return parts;
  }

  async read(tap: string, part: number): Promise<Tap> {
    const read = new Tap();
    if (this.count === 1) for await (const span of this.#spansOf(tap)) read.add(span);
    else for await (const text of linesOf(this.#file(tap, part))) read.add(reread(text));
    return read;
  }

  async #takeApart(tap: string): Promise<void> {
    const files = Array.from({ length: this.count }, (_, part) => createWriteStream(this.#file(tap, part)));
    const written = Promise.all(files.map((file) => finished(file)));
    // It may be rejected before anybody waits for it.
    written.catch(() => undefined);
    for await (const span of this.#spansOf(tap)) {
      const file = files[partOf(span.traceId, this.count)]!;
      if (!file.write(`${JSON.stringify(span)}\n`)) await Promise.race([once(file, 'drain'), written]);
    }
    for (const file of files) file.end();
    await written;
  }

  async* #spansOf(tap: string): AsyncGenerator<Passed> {
    for await (const text of linesOf(join(this.#folder, `${tap}.jsonl`))) yield* passedIn(text, this.#patterns);
  }

  #file(tap: string, part: number): string {
    return join(this.#folder, `${tap}.part-${part}`);
  }
}

/** Trace ids need not be random. */
function partOf(traceId: string, count: number): number {
  return createHash('md5').update(traceId).digest().readUInt32LE(0) % count;
}

/** A tap to which nothing came may have no file. */
async function* linesOf(file: string): AsyncGenerator<string> {
  if (!existsSync(file)) return;
  const lines = new LineReader();
  for await (const bytes of createReadStream(file)) for (const { text } of lines.feed(bytes as Buffer)) if (text !== undefined) yield text;
}
