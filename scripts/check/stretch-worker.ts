// A thread that reads stretches of a file, and hands its records over without copying them.

import { parentPort, workerData } from 'node:worker_threads';

import { LineScan } from './line-scan.ts';
import { Oddities } from './oddities.ts';
import { RecordStore } from './store.ts';
import { readStretches } from './stretches.ts';
import type { FromHelper, ToHelper } from './stretch-threads.ts';

const { shared, how: { folder, number, kind } } = workerData as ToHelper;
const store = new RecordStore(folder, `records-${number}`);
const scan = new LineScan(store, new Oddities(), kind);
const tell = (message: FromHelper, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(message, transfer);

await readStretches(scan, shared, tell);
const { handed } = store;
tell({ handed, unplaced: scan.unplaced }, handed.chunks.flat().map(({ buffer }) => buffer));
