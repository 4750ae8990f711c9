// A large file of lines, read by several threads: each takes the next stretch of it as long as there are any.

import { open } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { changeOf } from './blocks.ts';
import type { Place } from './places.ts';
import type { Reading } from './reading.ts';
import { unreadable } from './sources.ts';
import { readStretches, type Shared, STRETCH_BYTES, type StretchRead } from './stretch.ts';
import { type Helper, startHelper } from './stretch-threads.ts';

/** Ends early where the signal says so, with what was read by then. `helpers`: threads beside this one. */
export async function readInStretches(reading: Reading, place: Place, helpers: number, folder: string, signal: AbortSignal): Promise<void> {
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

async function readTogether(reading: Reading, place: Place, shared: Shared, { helpers, folder, signal }: { helpers: number; folder: string; signal: AbortSignal }): Promise<void> {
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

function absorb(reading: Reading, { handed, unplaced }: Helper): void {
  reading.store.absorb(handed);
  reading.lineScan.unplaced += unplaced;
}

/** Each counted its lines from 1. */
function tellInOrder(reading: Reading, read: readonly StretchRead[]): void {
  let lines = 0;
  for (const each of read.toSorted((one, other) => one.stretch - other.stretch)) {
    reading.oddities.absorb(each.oddities, lines);
    lines += each.lines;
  }
  reading.lines += lines;
}
