// The first reading: every span of the files once, as a record. What is odd is noted, what cannot be read is counted,
// and the rest goes on.

import { setImmediate } from 'node:timers/promises';

import { compressionOf, framingOf, HEAD_BYTES } from '../../verifier/reading/framing.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import type { ScannerKind } from '../../verifier/reading/scan/scanner.ts';
import { blocksOf } from './blocks.ts';
import { bytesInto, bytesOf } from './bytes.ts';
import { LineScan } from './line-scan.ts';
import { Oddities } from './oddities.ts';
import { type Place, Places } from './places.ts';
import type { Source } from './sources.ts';
import type { RecordStore } from './store.ts';

export interface ReadingHow {
  /** Where temporary files may be made. */
  folder: string;
  kind: ScannerKind | undefined;
  /** Threads that read lines. */
  workers: number;
}

/** Below, a thread costs more than it saves. Bytes. */
const WORTH_A_WORKER = 128 * 1024 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export class FirstReading {
  readonly oddities = new Oddities();
  readonly places = new Places();
  readonly store: RecordStore;
  readonly lineScan: LineScan;
  /** Files of which something was gone when it was to be read again. */
  readonly shorter = new Set<string>();
  bytes = 0;
  lines = 0;
  onProgress = (): void => undefined;
  readonly #how: ReadingHow;

  constructor(store: RecordStore, how: ReadingHow) {
    this.store = store;
    this.#how = how;
    this.lineScan = new LineScan(store, this.oddities, how.kind);
  }

  /** Ends early where the signal says so, with what was read by then. `source` can be read again and again. */
  async read(source: Source, signal: AbortSignal): Promise<void> {
    try {
      const begins = await firstOf(blocksOf(source, signal, () => undefined, () => Buffer.alloc(HEAD_BYTES)));
      const isPlain = compressionOf(begins) === 'none';
      // What still comes may begin with a few bytes.
      const head = isPlain && source.kind === 'file' ? begins : await firstOf(bytesOf(source, signal));
      const framing = framingOf(head, head.length < HEAD_BYTES);
      const place = this.places.begin(source, framing.kind, isPlain);
      if (framing.kind === 'lines' && head[head.indexOf(NEWLINE) - 1] === CARRIAGE_RETURN) this.oddities.note('CR_LF', source.path, 1);
      if (framing.kind === 'empty') await this.#readNothing(place, signal);
      else if (framing.kind === 'unknown') this.oddities.refuse(source.path, 0, `it looks like ${framing.looks}`);
      else if (framing.kind !== 'lines') await (await import('./unit-reading.ts')).readUnits(this, place, signal);
      else if (place.isPlain && this.#how.workers > 1 && (source.size ?? 0) >= WORTH_A_WORKER) await (await import('./stretches.ts')).readInStretches(this, place, this.#how.workers - 1, this.#how.folder, signal);
      else await this.#readLines(place, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  passed(place: Place, bytes: number): void {
    place.bytes += bytes;
    this.bytes += bytes;
    this.onProgress();
  }

  /** What is compressed may hold nothing because it is damaged. */
  async #readNothing(place: Place, signal: AbortSignal): Promise<void> {
    const { unreadableCount } = this.oddities;
    if (!place.isPlain) for await (const _ of bytesOf(place.source, signal, this.onFault(place)));
    if (this.oddities.unreadableCount === unreadableCount) this.oddities.note('EMPTY_FILE', place.source.path, 0);
  }

  async #readLines(place: Place, signal: AbortSignal): Promise<void> {
    const { scanner } = this.lineScan;
    this.lineScan.begin(place.source.path, place.page * PAGE_BYTES, this.oddities);
    try {
      for await (const count of bytesInto(place.source, () => scanner.space(), signal, this.onFault(place))) {
        scanner.scan(count);
        this.passed(place, count);
        // So that an interruption is heard.
        await setImmediate();
      }
      this.lineScan.end();
    } finally {
      scanner.flush();
      this.lines += scanner.lines;
    }
  }

  onFault({ source: { path } }: Place): (fault: { offset: number; reason: string }) => void {
    return ({ offset, reason }) => this.oddities.refuse(path, 0, `${reason} (byte ${offset})`);
  }
}

async function firstOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return Buffer.from(chunk.subarray(0, HEAD_BYTES));
  return new Uint8Array();
}
