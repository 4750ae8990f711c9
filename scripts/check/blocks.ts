// The bytes of a source as they are, in blocks. A file that changes under the reader is noticed at its end.

import { open as openDescriptor, readSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { promisify } from 'node:util';

import { type Source, unreadable } from './sources.ts';

export interface ReadingFault {
  /** Of the file itself, compressed as it may be. Bytes. */
  offset: number;
  /** Without a full stop. What came before counts. */
  reason: string;
}

export type OnFault = (fault: ReadingFault) => void;

export const BLOCK_BYTES = 4 * 1024 * 1024;

/** A file is read into `space`, elsewhere where there is none. Each block is good until the next is asked for. Throws Problem(3) where the system gives none. */
export async function* blocksOf(source: Source, signal: AbortSignal, onFault: OnFault, space?: () => Uint8Array): AsyncGenerator<Uint8Array> {
  try {
    if (source.kind === 'file' || source.kept !== undefined) yield* blocksOfFile(source, signal, onFault, space ?? ownSpace());
    else yield* addAbortSignal(signal, source.kind === 'stdin' ? process.stdin : await pipeAt(source.path)) as AsyncIterable<Buffer>;
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(source.path, error);
  }
}

/** Read as a socket, since a read of a file cannot be given up while nothing comes. */
async function pipeAt(path: string): Promise<Socket> {
  const { Socket } = await import('node:net');
  return new Socket({ fd: await promisify(openDescriptor)(path, 'r'), readable: true, writable: false });
}

async function* blocksOfFile({ path, kept = path }: Source, signal: AbortSignal, onFault: OnFault, space: () => Uint8Array): AsyncGenerator<Uint8Array> {
  const file = await open(kept);
  try {
    const before = await file.stat();
    let offset = 0;
    for (;;) {
      signal.throwIfAborted();
      const block = space();
      // What is on a disk comes at once, and a turn of the thread pool for each block takes longer than the block.
      const bytesRead = readSync(file.fd, block, 0, block.length, offset);
      if (bytesRead === 0) break;
      offset += bytesRead;
      yield block.subarray(0, bytesRead);
    }
    const reason = await changeOf(file, kept, Math.max(offset, before.size));
    if (reason !== undefined) onFault({ offset, reason });
  } finally {
    await file.close();
  }
}

function ownSpace(): () => Uint8Array {
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  return () => block;
}

/** Growing is no fault: it is read as far as it goes. */
async function changeOf(file: FileHandle, path: string, size: number): Promise<string | undefined> {
  const [held, named] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  if (held.size < size) return 'it became shorter while it was read';
  return named?.ino === held.ino && named.dev === held.dev ? undefined : 'another file took its place while it was read';
}

/** Keeps the bytes of a stream in a file of that folder, which is to be deleted by its owner. Files are as they were. */
export async function spooled(source: Source, folder: string, signal: AbortSignal): Promise<Source> {
  if (source.kind === 'file') return source;
  const kept = join(await mkdtemp(join(folder, 'stream-')), 'bytes');
  const file = await open(kept, 'wx', 0o600);
  try {
    for await (const block of blocksOf(source, signal, () => {})) {
      signal.throwIfAborted();
      await file.writeFile(block);
    }
    return { ...source, size: (await file.stat()).size, kept };
  } finally {
    await file.close();
  }
}
