import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { Source } from './sources.ts';
export async function* bytesOf(source: Source, _signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (source.kind === 'stdin') yield* process.stdin as AsyncIterable<Buffer>;
  else yield* createReadStream(source.path, { highWaterMark: 4 * 1024 * 1024 }) as AsyncIterable<Buffer>;
}
/** Puts the bytes of a source where `space` says, piece by piece; yields how many. */
export async function* bytesInto(source: Source, space: () => Uint8Array): AsyncGenerator<number> {
  if (source.kind === 'file') {
    const file = openSync(source.path, 'r');
    try {
      for (let count = readSync(file, space()); count > 0; count = readSync(file, space())) yield count;
    } finally {
      closeSync(file);
    }
    return;
  }
  for await (const bytes of bytesOf(source, new AbortController().signal)) {
    for (let at = 0; at < bytes.length;) {
      const room = space();
      const count = Math.min(room.length, bytes.length - at);
      room.set(bytes.subarray(at, at + count));
      yield count;
      at += count;
    }
  }
}
