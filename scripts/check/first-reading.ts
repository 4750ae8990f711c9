// The first reading: every span of the files once, as a record. What is odd is noted, what cannot be read is counted,
// and the rest goes on.

import { setImmediate } from 'node:timers/promises';

import { compressionOf, framingOf, HEAD_BYTES } from '../../verifier/reading/framing.ts';
import { payloadOf } from '../../verifier/reading/payload.ts';
import { type Packed, packLine, packRequest } from '../../verifier/reading/packing.ts';
import { ProtobufScanner } from '../../verifier/reading/protobuf-records.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { openScanner, type Scanner, type ScannerKind, type ScanSink } from '../../verifier/reading/scan/scanner.ts';
import { blocksOf } from './blocks.ts';
import { bytesInto, bytesOf } from './bytes.ts';
import { Oddities } from './oddities.ts';
import { type Place, Places } from './places.ts';
import type { Source } from './sources.ts';
import type { RecordStore } from './store.ts';
import { requestsOf, textOf, type Unit, unitsOf } from './units.ts';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

export class FirstReading {
  readonly oddities = new Oddities();
  readonly places = new Places();
  readonly store: RecordStore;
  readonly scanner: Scanner;
  bytes = 0;
  lines = 0;
  unplaced = 0;
  readonly #protobuf: ProtobufScanner;
  #path = '';
  /** The line that is read has no newline behind it. */
  #isLast = false;

  constructor(store: RecordStore, kind?: ScannerKind) {
    this.store = store;
    this.scanner = openScanner(this.#sink(), kind);
    this.#protobuf = new ProtobufScanner(store.service);
  }

  /** Ends early where `signal` says so, with what was read by then. `source` can be read again and again. */
  async read(source: Source, signal: AbortSignal, onProgress: () => void): Promise<void> {
    this.#path = source.path;
    try {
      const head = await firstOf(bytesOf(source, signal));
      const framing = framingOf(head, head.length < HEAD_BYTES);
      const place = this.places.begin(source, framing.kind, compressionOf(await firstOf(blocksOf(source, signal, () => undefined))) === 'none');
      if (framing.kind === 'empty') this.oddities.note('EMPTY_FILE', source.path, 0);
      else if (framing.kind === 'unknown') this.oddities.refuse(source.path, 0, `it looks like ${framing.looks}`);
      else if (framing.kind === 'lines') await this.#readLines(place, signal, onProgress);
      else await this.#readUnits(place, signal, onProgress);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #readLines(place: Place, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { scanner } = this;
    scanner.begin(place.page * PAGE_BYTES, 1);
    try {
      for await (const count of bytesInto(place.source, () => scanner.space(), signal, this.#onFault)) {
        scanner.scan(count);
        this.#passed(place, count, onProgress);
        // So that an interruption is heard.
        await setImmediate();
      }
      this.#isLast = true;
      scanner.end();
    } finally {
      this.#isLast = false;
      scanner.flush();
      this.lines += scanner.lines;
    }
  }

  async #readUnits(place: Place, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const onRefused = (number: number, reason: string): void => this.oddities.refuse(place.source.path, number, reason);
    for await (const unit of unitsOf(place.source, place.framing, signal, this.#onFault, onRefused)) {
      this.lines++;
      this.#passed(place, unit.offset + unit.bytes.length - place.bytes, onProgress);
      this.#readUnit(unit, place.page + Math.floor(unit.offset / PAGE_BYTES));
    }
  }

  #readUnit(unit: Unit, page: number): void {
    this.#attempt(unit.number, () => {
      const payload = unit.kind === 'message' ? payloadOf(unit.bytes) : unit;
      const scanned = payload.kind === 'protobuf' ? this.#protobuf.scan(payload.bytes, page) : undefined;
      if (scanned) this.store.addMixed(scanned);
      else for (const request of requestsOf({ ...unit, kind: payload.kind, bytes: payload.bytes })) this.#take(packRequest(request, page, this.store.service), unit.number);
    });
  }

  #passed(place: Place, bytes: number, onProgress: () => void): void {
    place.bytes += bytes;
    this.bytes += bytes;
    onProgress();
  }

  readonly #onFault = ({ offset, reason }: { offset: number; reason: string }): void => this.oddities.refuse(this.#path, 0, `${reason} (byte ${offset})`);

  #sink(): ScanSink {
    return {
      records: (partition, words) => this.store.add(partition, words),
      surprise: (line, number, offset) => this.#parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength), number, offset),
      tooLong: (number) => this.oddities.refuse(this.#path, number, 'longer than 64 MiB'),
      badText: (number) => this.oddities.note('INVALID_UTF8', this.#path, number),
      service: (resource) => this.#service(resource),
    };
  }

  #parse(line: Buffer, number: number, offset: number): void {
    if (number === 1 && line.subarray(0, 3).equals(BYTE_ORDER_MARK)) this.oddities.note('BYTE_ORDER_MARK', this.#path, 1);
    const text = textOf(line);
    if (text.trim() !== '') this.#attempt(number, () => this.#take(packLine(text, Math.floor(offset / PAGE_BYTES), this.store.service), number));
  }

  #attempt(number: number, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
      if (this.#isLast) this.oddities.note('NO_LAST_NEWLINE', this.#path, number);
      else this.oddities.refuse(this.#path, number, error.message);
    }
  }

  #take({ records, unplaced, oddities }: Packed, number: number): void {
    this.store.addMixed(records);
    this.unplaced += unplaced;
    for (const oddity of oddities) this.oddities.note(oddity, this.#path, number, oddity === 'UNPLACED_SPAN' ? unplaced : 1);
  }

  /** A resource alone is read as that of a line without spans. */
  #service(resource: Uint8Array): number {
    try {
      let index = -1;
      packLine(`{"resourceSpans":[{"resource":${resource.length === 0 ? '{}' : textOf(resource)}}]}`, 0, (name) => index = this.store.service(name));
      return index;
    } catch {
      return -1;
    }
  }
}

async function firstOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return Buffer.from(chunk.subarray(0, HEAD_BYTES));
  return new Uint8Array();
}
