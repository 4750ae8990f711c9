// Judges trace files: reads every span once, finds what is suspicious, and reads that again in full.

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { Problem } from '../lab/problem.ts';
import type { CheckDocument } from '../verifier/check.ts';
import type { ScannerKind } from '../verifier/reading/scan/scanner.ts';
import type { Demands } from './check/demands.ts';
import { type ReadingHow, readOnce } from './check/first-reading.ts';
import { keeping } from './check/keeping.ts';
import { Reading } from './check/reading.ts';
import { type Source, sourcesOf } from './check/sources.ts';
import { RecordStore } from './check/store.ts';
import type { Circumstances } from './verify.ts';

/** Milliseconds. */
const UNSHOWN = 1_000;
const BETWEEN_SHOWN = 200;

/** More threads than that wait for each other. */
const MOST_WORKERS = 2;

/** `before`: what they are compared with. Throws Problem(3) where there is nothing to judge. */
export async function judgementOf(files: readonly string[], demands: Demands, circumstances: Circumstances, before?: CheckDocument): Promise<CheckDocument> {
  const { signal } = circumstances;
  const began = performance.now();
  const folder = temporaryFolder();
  const store = new RecordStore(folder);
  try {
    const workers = demands.workers ?? Math.min(MOST_WORKERS, availableParallelism());
    const reading = new Reading(store, process.env['TRACEHOP_SCANNER'] as ScannerKind | undefined);
    const sources = sourcesOf(files, (path) => reading.oddities.note('READ_ONCE', path, 0));
    // Loaded while other threads read.
    const judging = import('./check/judging.ts');
    const unopened = await readAll(sources, reading, { folder, workers }, circumstances, began);
    return await (await judging).judged(reading, { demands, before, unopened, folder, signal, began });
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'tracehop-check-'));
  } catch (error) {
    throw new Problem(5, `No temporary folder can be made in \`${tmpdir()}\`: ${(error as Error).message}. Set TMPDIR.`);
  }
}

/** Says how far it is where it takes longer than a second. Returns the files that could not be opened, and that nobody named. */
async function readAll(sources: readonly Source[], reading: Reading, how: ReadingHow, { report, signal }: Circumstances, began: number): Promise<string[]> {
  const of = sources.every(({ size }) => size !== undefined) ? sources.reduce((sum, { size = 0 }) => sum + size, 0) : undefined;
  let shown = began + UNSHOWN;
  reading.onProgress = () => {
    const now = performance.now();
    if (now - shown < BETWEEN_SHOWN) return;
    shown = now;
    report({ kind: 'reading', bytes: reading.bytes, of, spans: reading.store.count, seconds: (now - began) / 1_000 });
  };
  const unopened: string[] = [];
  for (const source of sources) {
    if (signal.aborted) break;
    await readOne(source, reading, how, signal).catch((error: unknown) => {
      if (!(error instanceof Problem) || source.isFound !== true) throw error;
      reading.oddities.refuse(source.path, 0, error.message.replace(/^.*cannot be read: |\.$/g, ''));
      unopened.push(source.path);
    });
  }
  return unopened;
}

/** An interruption ends a stream, of which all that came is read: it is at hand. */
async function readOne(source: Source, reading: Reading, how: ReadingHow, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const kept = await keeping(source, how.folder, AbortSignal.any([signal, over.signal]));
  await readOnce(reading, kept, how, source.kind === 'file' ? signal : over.signal);
  over.abort();
}
