// A thread that reads one stretch of a file, and hands its records over without copying them.

import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { LineScan } from './line-scan.ts';
import { Oddities } from './oddities.ts';
import { RecordStore } from './store.ts';
import type { FromWorker, Stretch } from './stretches.ts';

const { file: name, path, from, to, offset, isLast, folder, kind } = workerData as Stretch;

/** Between two words about how far it is. Bytes. */
const BETWEEN = 16 * 1024 * 1024;

const tell = (message: FromWorker, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(message, transfer);

let stopped = false;
parentPort!.on('message', () => { stopped = true; });

const oddities = new Oddities();
const store = new RecordStore(folder, `records-${from}`);
const scan = new LineScan(store, oddities, kind);
const { scanner } = scan;

async function read(file: number): Promise<void> {
  let told = { at: from, records: 0 };
  scan.begin(path, offset + from);
  for (let at = from; at < to && !stopped;) {
    const space = scanner.space();
    const count = readSync(file, space, 0, Math.min(space.length, to - at), at);
    if (count === 0) break;
    scanner.scan(count);
    at += count;
    if (at - told.at < BETWEEN && at < to) continue;
    tell({ bytes: at - told.at, records: store.count - told.records });
    told = { at, records: store.count };
    // So that a word from the main thread is heard.
    await setImmediate();
  }
  if (isLast && !stopped) scan.end();
  scanner.flush();
}

const file = openSync(name, 'r');
await read(file);
closeSync(file);
const { handed } = store;
tell({ lines: scanner.lines, unplaced: scan.unplaced, oddities: oddities.told, handed }, handed.chunks.flat().map(({ buffer }) => buffer));
parentPort!.close();
