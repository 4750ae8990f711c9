// The first reading: every span of the files once, as a record. What is odd is noted, what cannot be read is counted,
// and the rest goes on.

import { setImmediate } from 'node:timers/promises';

import { type Packed, packLine } from '../../verifier/reading/packing.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { openScanner, type Scanner, type ScannerKind, type ScanSink } from '../../verifier/reading/scan/scanner.ts';
import { bytesInto } from './bytes.ts';
import { Oddities } from './oddities.ts';
import { type Place, Places } from './places.ts';
import type { Source } from './sources.ts';
import type { RecordStore } from './store.ts';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

export interface Progress {
  bytes: number;
  spans: number;
}

export class FirstReading {
  readonly oddities = new Oddities();
  readonly places = new Places<Source>();
  readonly store: RecordStore;
  bytes = 0;
  lines = 0;
  unplaced = 0;
  readonly scanner: Scanner;
  #place: Place<Source> | undefined;
  /** The line that is read has no newline behind it. */
  #isLast = false;

  constructor(store: RecordStore, kind?: ScannerKind) {
    this.store = store;
    this.scanner = openScanner(this.#sink(), kind);
  }

  /** Ends early where `signal` says so, with what was read by then. */
  async read(source: Source, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const place = this.places.begin(source);
    const scanner = this.scanner;
    this.#place = place;
    scanner.begin(place.page * PAGE_BYTES, 1);
    for await (const count of bytesInto(source, () => scanner.space())) {
      scanner.scan(count);
      place.bytes += count;
      this.bytes += count;
      onProgress();
      // So that an interruption is heard.
      await setImmediate();
      if (signal.aborted) break;
    }
    this.#isLast = true;
    if (!signal.aborted) scanner.end();
    this.#isLast = false;
    scanner.flush();
    this.lines += scanner.lines;
  }

  #sink(): ScanSink {
    const path = (): string => this.#place!.source.path;
    return {
      records: (partition, words) => this.store.add(partition, words),
      surprise: (line, number, offset) => this.#parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength), number, offset),
      tooLong: (number) => this.oddities.refuse(path(), number, 'longer than 64 MiB'),
      badText: (number) => this.oddities.note('INVALID_UTF8', path(), number),
      service: (resource) => this.#service(resource),
    };
  }

  #parse(line: Buffer, number: number, offset: number): void {
    const { path } = this.#place!.source;
    const isMarked = number === 1 && line.subarray(0, 3).equals(BYTE_ORDER_MARK);
    if (isMarked) this.oddities.note('BYTE_ORDER_MARK', path, 1);
    const text = line.toString('utf8', isMarked ? 3 : 0);
    if (text.trim() === '') return;
    try {
      this.#take(packLine(text, Math.floor(offset / PAGE_BYTES), this.store.service), number);
    } catch (error) {
      if (this.#isLast) this.oddities.note('NO_LAST_NEWLINE', path, number);
      else this.oddities.refuse(path, number, (error as Error).message);
    }
  }

  #take({ records, unplaced, oddities }: Packed, number: number): void {
    this.store.addMixed(records);
    this.unplaced += unplaced;
    for (const oddity of oddities) this.oddities.note(oddity, this.#place!.source.path, number, oddity === 'UNPLACED_SPAN' ? unplaced : 1);
  }

  /** A resource alone is read as that of a line without spans. */
  #service(resource: Uint8Array): number {
    try {
      let index = -1;
      const text = resource.length === 0 ? '{}' : Buffer.from(resource.buffer, resource.byteOffset, resource.byteLength).toString('utf8');
      packLine(`{"resourceSpans":[{"resource":${text}}]}`, 0, (name) => index = this.store.service(name));
      return index;
    } catch {
      return -1;
    }
  }
}
