// A large file of lines, read by several threads: each takes the next stretch of it as long as there are any. A stretch
// holds the lines that begin in it.

import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { changeOf } from './blocks.ts';
import type { FirstReading } from './first-reading.ts';
import type { LineScan } from './line-scan.ts';
import { LinesAt } from './lines-at.ts';
import { Oddities, type OdditiesTold } from './oddities.ts';
import type { Place } from './places.ts';
import { unreadable } from './sources.ts';
import { type Helper, startHelper } from './stretch-threads.ts';

const STRETCH_BYTES = 32 * 1024 * 1024;

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

/** Ends early where the signal says so, with what was read by then. `helpers`: threads beside this one. */
export async function readInStretches(reading: FirstReading, place: Place, helpers: number, folder: string, signal: AbortSignal): Promise<void> {
  const { source: { path, kept = path }, page } = place;
  const file = await open(kept).catch((error: unknown) => { throw unreadable(path, error); });
  try {
    const { size } = await file.stat();
    const shared: Shared = { file: kept, path, offset: page * PAGE_BYTES, size, next: new Int32Array(new SharedArrayBuffer(4)) };
    await readTogether(reading, place, shared, { helpers, folder, signal });
    const reason = signal.aborted ? undefined : await changeOf(file, kept, Math.max(place.bytes, size));
    if (reason !== undefined) reading.onFault(place)({ offset: place.bytes, reason });
  } finally {
    await file.close();
  }
}

async function readTogether(reading: FirstReading, place: Place, shared: Shared, { helpers, folder, signal }: { helpers: number; folder: string; signal: AbortSignal }): Promise<void> {
  const read: StretchRead[] = [];
  const onRead = (each: StretchRead): void => {
    read.push(each);
    reading.passed(place, each.bytes);
  };
  const stop = (): void => { Atomics.store(shared.next, 0, Math.ceil(shared.size / STRETCH_BYTES)); };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const cache = getCompileCacheDir();
  const threads = Array.from({ length: helpers }, (_, number) => startHelper(shared, { folder, number, kind: reading.lineScan.scanner.kind, cache: cache && dirname(cache) }, onRead));
  await readStretches(reading.lineScan, shared, onRead).catch((error: unknown) => { throw unreadable(shared.path, error); });
  for (const thread of threads) absorb(reading, await thread.catch((error: unknown) => { throw unreadable(shared.path, error); }));
  signal.removeEventListener('abort', stop);
  tellInOrder(reading, read);
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

function absorb(reading: FirstReading, { handed, unplaced }: Helper): void {
  reading.store.absorb(handed);
  reading.lineScan.unplaced += unplaced;
}

/** Each counted its lines from 1. */
function tellInOrder(reading: FirstReading, read: readonly StretchRead[]): void {
  let lines = 0;
  for (const each of read.toSorted((one, other) => one.stretch - other.stretch)) {
    reading.oddities.absorb(each.oddities, lines);
    lines += each.lines;
  }
  reading.lines += lines;
}
