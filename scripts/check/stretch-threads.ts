// Threads that read stretches of a file.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { program, ROOT } from '../../lab/root.ts';
import type { ScannerKind } from '../../verifier/reading/scan/scanner.ts';
import type { Handed } from './store-part.ts';
import type { Shared, StretchRead } from './stretch.ts';

export interface HelperHow {
  /** Where temporary files may be made. */
  folder: string;
  number: number;
  kind: ScannerKind;
  /** Where compiled code is kept; undefined: nowhere. */
  cache: string | undefined;
}

/** What a thread has read, when it is done. */
export interface Helper {
  handed: Handed;
  unplaced: number;
}

export type FromHelper = StretchRead | Helper;

export interface ToHelper {
  shared: Shared;
  how: HelperHow;
}

export function startHelper(shared: Shared, how: HelperHow, onRead: (read: StretchRead) => void): Promise<Helper> {
  const helper = new Promise<Helper>((resolve, reject) => {
    const workerData: ToHelper = { shared, how };
    const worker = new Worker(join(ROOT, program('scripts/check/stretch-worker.ts')), { workerData, trackUnmanagedFds: false });
    worker.on('message', (message: FromHelper) => {
      if ('handed' in message) resolve(message);
      else onRead(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A thread that read \`${shared.path}\` ended with ${code}.`)));
  });
  // It may be rejected before anybody waits for it.
  helper.catch(() => undefined);
  return helper;
}
