// The scanner of lines, compiled either way: what it offers, and what it asks of its host. Addresses are those of its memory.

import { work } from './bytes.ts';
import { MEMORY_END } from './core/layout.ts';
import * as lines from './core/lines.ts';
import { writeTexts } from './texts.ts';

/** Of WebAssembly, 64 KiB each. */
export const MEMORY_PAGES = Math.ceil(MEMORY_END / 65536);

export interface Core {
  readonly memory: Uint8Array;
  /** See core/lines.ts. */
  scanLines(from: number, to: number, offset: number): number;
  contentLines(): number;
  mayBeBadText(): boolean | number;
  flush(): void;
  locateSpans(from: number): number;
}

export interface Host {
  /** `length`: in bytes. */
  records(partition: number, at: number, length: number): void;
  /** `ordinal`: of the line, among those of the same scan, from 0. */
  surprise(from: number, to: number, ordinal: number): void;
  tooLong(from: number, ordinal: number): void;
  /** Both 0: there is no resource. */
  service(from: number, to: number): number;
}

export function openPlainCore(host: Host): Core {
  const memory = new Uint8Array(MEMORY_PAGES * 65536);
  writeTexts(memory);
  const working = <Given extends unknown[], Result>(call: (...given: Given) => Result) => (...given: Given): Result => {
    work(memory.buffer, host);
    return call(...given);
  };
  return {
    memory, scanLines: working(lines.scanLines), flush: working(lines.flush), locateSpans: working(lines.locateSpans), contentLines: lines.contentLines, mayBeBadText: lines.mayBeBadText,
  };
}
