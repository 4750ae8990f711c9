// A thread that reads stretches of a file, and hands its records over without copying them. What it needs is loaded
// from the cache of compiled code that the main thread uses, if it does: half of the time that a thread takes to begin.

import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

import type { FromHelper, ToHelper } from './stretch-threads.ts';

const { shared, how: { folder, number, kind, cache } } = workerData as ToHelper;
if (cache !== undefined) enableCompileCache(cache);
const [{ LineScan }, { Oddities }, { RecordStore }, { readStretches }] = await Promise.all([import('./line-scan.ts'), import('./oddities.ts'), import('./store.ts'), import('./stretch.ts')]);

const store = new RecordStore(folder, `records-${number}`);
const scan = new LineScan(store, new Oddities(), kind);
const tell = (message: FromHelper, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(message, transfer);

await readStretches(scan, shared, tell);
const { handed } = store;
tell({ handed, unplaced: scan.unplaced }, handed.chunks.flat().map(({ buffer }) => buffer));
