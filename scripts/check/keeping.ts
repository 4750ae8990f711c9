// What can be read only once is kept as it comes, so that it can be read again; and it can be read while it still comes.

import { type FileHandle, mkdtemp, open } from 'node:fs/promises';
import { join } from 'node:path';

import { blocksOf } from './blocks.ts';
import type { Source } from './sources.ts';

/**
 * Keeps a stream in a file of that folder, which is to be deleted by its owner. Files are as they were. The signal ends
 * the stream, and what came before stays.
 */
export async function keeping(source: Source, folder: string, signal: AbortSignal): Promise<Source> {
  if (source.kind === 'file') return source;
  const kept = join(await mkdtemp(join(folder, 'stream-')), 'bytes');
  const arrival = new Arrival();
  void keep(source, await open(kept, 'wx', 0o600), arrival, signal);
  return { ...source, kept, more: (offset) => arrival.beyond(offset) };
}

async function keep(source: Source, file: FileHandle, arrival: Arrival, signal: AbortSignal): Promise<void> {
  try {
    for await (const block of blocksOf(source, signal, () => {})) {
      await file.writeFile(block);
      arrival.add(block.length);
    }
    arrival.end();
  } catch (error) {
    arrival.end(signal.aborted ? undefined : error);
  } finally {
    await file.close();
  }
}

class Arrival {
  #bytes = 0;
  #over = false;
  #error: unknown;
  #news = Promise.withResolvers<void>();

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#tell();
  }

  end(error?: unknown): void {
    this.#over = true;
    this.#error = error;
    this.#tell();
  }

  async beyond(offset: number): Promise<boolean> {
    while (this.#bytes <= offset && !this.#over) await this.#news.promise;
    if (this.#bytes <= offset && this.#error !== undefined) throw this.#error;
    return this.#bytes > offset;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
