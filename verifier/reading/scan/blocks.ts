// Blocks of bytes to whole lines: keeps the torn last line of a block in front of the next one, and counts lines.

import { isUtf8 } from 'node:buffer';

import type { Core, Host } from './core.ts';
import { PAGE, PARENT, START, WORDS } from '../records.ts';
import { BLOCK_BYTES, INPUT_AT, LONGEST_LINE, PENDING_AT } from './core/layout.ts';
import type { Located, Scanner, ScannerKind, ScanSink } from './scanner.ts';

const NEWLINE = 0x0a;

export class BlockScanner implements Scanner {
  readonly kind: ScannerKind;
  lines = 0;
  content = 0;

  readonly #sink: ScanSink;
  readonly #core: Core;
  readonly #memory: Buffer;
  #end = INPUT_AT;
  /** Of the first byte of input that is in memory, in all that is read. */
  #offset = 0;
  #firstLine = 1;
  /** Where the line began that grew too long to be kept. */
  #tooLong: number | undefined;

  constructor(kind: ScannerKind, sink: ScanSink, open: (host: Host) => Core) {
    this.kind = kind;
    this.#sink = sink;
    this.#core = open(this.#host());
    this.#memory = Buffer.from(this.#core.memory.buffer);
  }

  #host(): Host {
    const number = (ordinal: number) => this.#firstLine + this.lines + ordinal;
    const offset = (address: number) => this.#offset + address - INPUT_AT;
    return {
      records: (partition, at, length) => this.#sink.records(partition, new Uint32Array(this.#memory.buffer, at, length >>> 2)),
      surprise: (from, to, ordinal) => this.#sink.surprise(this.#memory.subarray(from, to), number(ordinal), offset(from)),
      tooLong: (from, ordinal) => this.#sink.tooLong(number(ordinal), offset(from)),
      service: (from, to) => this.#sink.service(this.#memory.subarray(from, to)),
    };
  }

  begin(offset: number, line: number): void {
    this.#offset = offset;
    this.#firstLine = line;
    this.lines = 0;
    this.content = 0;
  }

  space(): Uint8Array {
    return this.#memory.subarray(this.#end, this.#end + BLOCK_BYTES);
  }

  scan(count: number): void {
    const from = this.#end;
    this.#end += count;
    const last = this.#memory.subarray(from, this.#end).lastIndexOf(NEWLINE);
    if (last >= 0) {
      const begin = this.#tooLong === undefined ? INPUT_AT : this.#endTooLong(from);
      this.#scanLines(begin, from + last + 1);
    }
    if (this.#tooLong !== undefined || this.#end - INPUT_AT > LONGEST_LINE) this.#letGo();
  }

  end(): boolean {
    if (this.#end === INPUT_AT && this.#tooLong === undefined) return false;
    const content = this.content;
    this.#memory[this.#end] = NEWLINE;
    this.scan(1);
    return this.content > content;
  }

  flush(): void {
    this.#core.flush();
  }

  locate(line: Uint8Array): Located | undefined {
    if (line.length > LONGEST_LINE) return undefined;
    this.#memory.set(line, INPUT_AT);
    this.#memory[INPUT_AT + line.length] = NEWLINE;
    const count = this.#core.locateSpans(INPUT_AT);
    if (count < 0) return undefined;
    const records = new Uint32Array(this.#memory.buffer, PENDING_AT, count * WORDS);
    for (let at = 0; at < records.length; at += WORDS) {
      for (const word of [PAGE, START, PARENT, PARENT + 1]) if (records[at + word]! > 0) records[at + word]! -= INPUT_AT;
    }
    return { records };
  }

  #scanLines(from: number, to: number): void {
    const offset = this.#offset + from - INPUT_AT;
    const lines = this.#core.scanLines(from, to, offset);
    if (this.#core.mayBeBadText() && !isUtf8(this.#memory.subarray(from, to))) this.#findBadText(from, to);
    this.lines += lines;
    this.content += this.#core.contentLines();
    this.#offset += to - INPUT_AT;
    this.#memory.copyWithin(INPUT_AT, to, this.#end);
    this.#end += INPUT_AT - to;
  }

  #findBadText(from: number, to: number): void {
    for (let begin = from, number = this.#firstLine + this.lines; begin < to; number++) {
      const end = this.#memory.indexOf(NEWLINE, begin);
      if (!isUtf8(this.#memory.subarray(begin, end))) this.#sink.badText(number, this.#offset + begin - INPUT_AT);
      begin = end + 1;
    }
  }

  /** Nothing of a line without an end is kept but where it began. */
  #letGo(): void {
    this.#tooLong ??= this.#offset;
    this.#offset += this.#end - INPUT_AT;
    this.#end = INPUT_AT;
  }

  /** Gives where the next line begins. */
  #endTooLong(from: number): number {
    this.#sink.tooLong(this.#firstLine + this.lines, this.#tooLong!);
    this.#tooLong = undefined;
    this.lines++;
    this.content++;
    return this.#memory.indexOf(NEWLINE, from) + 1;
  }
}
