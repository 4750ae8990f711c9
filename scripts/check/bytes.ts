// The bytes of a source as they are to be read: decompressed, whatever they were compressed with.

import { compressionOf, HEAD_BYTES } from '../../verifier/reading/framing.ts';
import { blocksOf, type OnFault } from './blocks.ts';
import type { Source } from './sources.ts';

/**
 * In large chunks, each good until the next is asked for; the first holds enough to tell the framing by. A fault is
 * told when all that can be read was given. Throws Problem(3) where nothing can be read, and when the signal is aborted.
 */
export async function* bytesOf(source: Source, signal: AbortSignal, onFault: OnFault = () => {}): AsyncGenerator<Uint8Array> {
  const { decompressed } = await import('./decompression.ts');
  yield* begun(decompressed(begun(blocksOf(source, signal, onFault)), onFault));
}

/** The same bytes, HEAD_BYTES of them at once in the beginning, or all where there are less. */
async function* begun(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    const first: Uint8Array = head.length === 0 && chunk.length >= HEAD_BYTES ? chunk : Buffer.concat([head, chunk]);
    head = first.length >= HEAD_BYTES ? undefined : first as Buffer;
    if (head === undefined) yield first;
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** The same bytes, put where `space` says, piece by piece; gives how many. A file that is not compressed is read right there. */
export async function* bytesInto(source: Source, space: () => Uint8Array, signal: AbortSignal = new AbortController().signal, onFault: OnFault = () => {}): AsyncGenerator<number> {
  if (await isPlainFile(source, signal)) {
    for await (const { length } of blocksOf(source, signal, onFault, space)) yield length;
    return;
  }
  for await (const bytes of bytesOf(source, signal, onFault)) {
    for (let at = 0; at < bytes.length;) {
      const room = space();
      const part = bytes.subarray(at, at + room.length);
      room.set(part);
      yield part.length;
      at += part.length;
    }
  }
}

async function isPlainFile(source: Source, signal: AbortSignal): Promise<boolean> {
  if (source.kind !== 'file' && source.kept === undefined) return false;
  for await (const head of blocksOf(source, signal, () => {}, () => Buffer.alloc(4))) return compressionOf(head) === 'none';
  return true;
}
