// A large file of lines, read by several threads: a stretch for each, from the beginning of a line to the end of one.

import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { program, ROOT } from '../../lab/root.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import type { ScannerKind } from '../../verifier/reading/scan/scanner.ts';
import type { FirstReading, ReadingHow } from './first-reading.ts';
import { LinesAt } from './lines-at.ts';
import type { OdditiesTold } from './oddities.ts';
import type { Place } from './places.ts';
import type { Handed } from './store-part.ts';

export interface Stretch {
  /** What is read, and what it is called. */
  file: string;
  path: string;
  from: number;
  to: number;
  /** Of the file's first byte, in all that is read. */
  offset: number;
  /** Nothing follows. */
  isLast: boolean;
  folder: string;
  kind: ScannerKind | undefined;
}

export type FromWorker = { bytes: number; records: number } | { lines: number; unplaced: number; oddities: OdditiesTold; handed: Handed };

/** Ends early where the signal says so, with what was read by then. */
export async function readInStretches(reading: FirstReading, place: Place, how: ReadingHow): Promise<void> {
  const { source: { path, kept = path }, page } = place;
  const ends = endsOf(kept, how.workers);
  const stretches = ends.slice(1).map((to, at): Stretch => ({ file: kept, path, from: ends[at]!, to, offset: page * PAGE_BYTES, isLast: at === ends.length - 2, folder: how.folder, kind: how.kind }));
  const told = await Promise.all(stretches.map((stretch) => readBy(reading, place, stretch, how)));
  let lines = 0;
  for (const each of told) {
    reading.store.absorb(each.handed);
    reading.oddities.absorb(each.oddities, lines);
    reading.lineScan.unplaced += each.unplaced;
    lines += each.lines;
  }
  reading.lines += lines;
  reading.underway = 0;
}

/** Where stretches begin and end: at line beginnings, the first and the last at those of the file. */
function endsOf(path: string, count: number): number[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const lines = new LinesAt(file);
    const between = Array.from({ length: count - 1 }, (_, at) => lines.after(Math.floor((size * (at + 1)) / count)) ?? size);
    return [...new Set([0, ...between.filter((end) => end < size), size])];
  } finally {
    closeSync(file);
  }
}

function readBy(reading: FirstReading, place: Place, stretch: Stretch, { signal }: ReadingHow): Promise<Extract<FromWorker, { lines: number }>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(ROOT, program('scripts/check/stretch-worker.ts')), { workerData: stretch, trackUnmanagedFds: false });
    const stop = (): void => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromWorker) => {
      if ('lines' in message) return resolve(message);
      reading.underway += message.records;
      reading.passed(place, message.bytes);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`A thread that read \`${stretch.path}\` ended with ${code}.`));
    });
  });
}
