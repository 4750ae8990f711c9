import { createReadStream } from 'node:fs';
import type { Source } from './sources.ts';
export async function* bytesOf(source: Source, _signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (source.kind === 'stdin') yield* process.stdin as AsyncIterable<Buffer>;
  else yield* createReadStream(source.path, { highWaterMark: 4 * 1024 * 1024 }) as AsyncIterable<Buffer>;
}
