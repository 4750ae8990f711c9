// Waits for the next save in a folder: its files have other texts than before, and stand still.

import { type FSWatcher, watch } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { until } from '../../lab/wait.ts';
import { type FolderTexts, textsOf } from './folder-texts.ts';

/** Some editors write a file in several goes. Milliseconds. */
const STANDS_STILL_MS = 100;
const FOREVER = Number.MAX_SAFE_INTEGER;

/** `before`: what was there when it was last looked at. What was saved since then counts. */
export async function nextSave(folder: string, before: FolderTexts, signal: AbortSignal): Promise<void> {
  const watcher = watch(folder, { recursive: true });
  try {
    while (isDeepStrictEqual(textsOf(folder), before)) await oneEvent(watcher, signal);
    let last = before;
    await until('the files to stand still', () => {
      const now = textsOf(folder);
      const stands = isDeepStrictEqual(now, last);
      last = now;
      return stands ? { done: true, value: undefined } : { done: false, saw: 'they change' };
    }, { timeout: FOREVER, every: STANDS_STILL_MS, signal });
  } finally {
    watcher.close();
  }
}

function oneEvent(watcher: FSWatcher, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    watcher.once('error', reject);
    watcher.once('change', () => { signal.removeEventListener('abort', end); resolve(); });
  });
}
