// Scans lines to records, of a whole file or of a stretch of one. A line that the scanner does not judge is parsed.

import { packLine, type Packed } from '../../verifier/reading/packing.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { openScanner } from '../../verifier/reading/scan/open-scanner.ts';
import type { Scanner, ScannerKind, ScanSink } from '../../verifier/reading/scan/scanner.ts';
import type { Oddities } from './oddities.ts';
import type { RecordStore } from './store.ts';
import { textOf } from './text-of.ts';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

export class LineScan {
  readonly scanner: Scanner;
  unplaced = 0;
  readonly #store: RecordStore;
  #oddities: Oddities;
  #path = '';
  /** The line that is read has no newline behind it. */
  #isLast = false;

  constructor(store: RecordStore, oddities: Oddities, kind?: ScannerKind) {
    this.#store = store;
    this.#oddities = oddities;
    this.scanner = openScanner(this.#sink(), kind);
  }

  /** `offset`: of the first byte, in all that is read. Lines are counted from 1. */
  begin(path: string, offset: number, oddities: Oddities): void {
    this.#path = path;
    this.#oddities = oddities;
    this.scanner.begin(offset, 1);
  }

  /** The file is over: a last line without a newline may be torn, or still be written. */
  end(): void {
    this.#isLast = true;
    this.scanner.end();
    this.#isLast = false;
  }

  /** What was read of a line. `number`: the line's. */
  take({ records, unplaced, oddities }: Packed, path: string, number: number): void {
    this.#store.addMixed(records);
    this.unplaced += unplaced;
    for (const oddity of oddities) this.#oddities.note(oddity, path, number, oddity === 'UNPLACED_SPAN' ? unplaced : 1);
  }

  #sink(): ScanSink {
    return {
      records: (partition, words) => this.#store.add(partition, words),
      surprise: (line, number, offset) => this.#parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength), number, offset),
      tooLong: (number) => this.#oddities.refuse(this.#path, number, 'longer than 64 MiB'),
      badText: (number) => this.#oddities.note('INVALID_UTF8', this.#path, number),
      service: (resource) => this.#service(resource),
    };
  }

  #parse(line: Buffer, number: number, offset: number): void {
    if (number === 1 && line.subarray(0, 3).equals(BYTE_ORDER_MARK)) this.#oddities.note('BYTE_ORDER_MARK', this.#path, 1);
    const text = textOf(line);
    if (text.trim() === '') return;
    try {
      this.take(packLine(text, Math.floor(offset / PAGE_BYTES), this.#store.service), this.#path, number);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
      if (this.#isLast) this.#oddities.note('NO_LAST_NEWLINE', this.#path, number);
      else this.#oddities.refuse(this.#path, number, error.message);
    }
  }

  /** A resource alone is read as that of a line without spans. */
  #service(resource: Uint8Array): number {
    try {
      let index = -1;
      packLine(`{"resourceSpans":[{"resource":${resource.length === 0 ? '{}' : textOf(resource)}}]}`, 0, (name) => index = this.#store.service(name));
      return index;
    } catch {
      return -1;
    }
  }
}
