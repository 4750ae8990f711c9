// A stretch of a file: the lines that begin in it.

import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

import type { LineScan } from './line-scan.ts';
import { LinesAt } from './lines-at.ts';
import { Oddities, type OdditiesTold } from './oddities.ts';

export const STRETCH_BYTES = 32 * 1024 * 1024;

export interface Shared {
  /** What is read, and what it is called. */
  file: string;
  path: string;
  /** Of the file's first byte, in all that is read. */
  offset: number;
  size: number;
  /** The stretch that nobody has taken yet. */
  next: Int32Array<SharedArrayBuffer>;
}

export interface StretchRead {
  stretch: number;
  bytes: number;
  lines: number;
  oddities: OdditiesTold;
}

/** Takes stretches until there are none. */
export async function readStretches(scan: LineScan, shared: Shared, onRead: (read: StretchRead) => void): Promise<void> {
  const file = openSync(shared.file, 'r');
  try {
    for (let stretch = Atomics.add(shared.next, 0, 1); stretch * STRETCH_BYTES < shared.size; stretch = Atomics.add(shared.next, 0, 1)) {
      onRead(readStretch(scan, file, stretch, shared));
      // So that an interruption is heard.
      await setImmediate();
    }
  } finally {
    closeSync(file);
    scan.scanner.flush();
  }
}

/** The last one goes on for as long as the file grows. */
function readStretch(scan: LineScan, file: number, stretch: number, { path, offset, size }: Shared): StretchRead {
  const lines = new LinesAt(file);
  const edge = (at: number): number => at === 0 ? 0 : lines.after(at - 1) ?? size;
  const isLast = (stretch + 1) * STRETCH_BYTES >= size;
  const [from, to] = [edge(stretch * STRETCH_BYTES), isLast ? Infinity : edge((stretch + 1) * STRETCH_BYTES)];
  const oddities = new Oddities();
  scan.begin(path, offset + from, oddities);
  let at = from;
  for (let count = -1; at < to && count !== 0; at += count) {
    const space = scan.scanner.space();
    count = readSync(file, space, 0, Math.min(space.length, to - at), at);
    scan.scanner.scan(count);
  }
  if (isLast) scan.end();
  return { stretch, bytes: at - from, lines: scan.scanner.lines, oddities: oddities.told };
}
