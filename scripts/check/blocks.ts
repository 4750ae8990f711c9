// The bytes of a source as they are, in blocks. A file that changes under the reader is noticed at its end.

import { closeSync, constants, open as openDescriptor, openSync, readSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
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
    else yield* addAbortSignal(signal, source.kind === 'stdin' ? process.stdin : await pipeAt(source.path, signal)) as AsyncIterable<Buffer>;
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(source.path, error);
  }
}

/** Read as a socket, since a read of a file cannot be given up while nothing comes. */
async function pipeAt(path: string, signal: AbortSignal): Promise<Socket> {
  const { Socket } = await import('node:net');
  const opening = promisify(openDescriptor)(path, 'r');
  // It may only be about to wait when the signal comes.
  const giveUp = setInterval(() => { if (signal.aborted) unblock(path); }, 50);
  try {
    return new Socket({ fd: await opening, readable: true, writable: false });
  } finally {
    clearInterval(giveUp);
  }
}

/** A pipe opens when somebody opens its other end, and until then nothing else ends the waiting. */
function unblock(path: string): void {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch {
    // Nobody waits any more.
  }
}

async function* blocksOfFile({ path, kept = path, more }: Source, signal: AbortSignal, onFault: OnFault, space: () => Uint8Array): AsyncGenerator<Uint8Array> {
  const file = await open(kept);
  try {
    const before = await file.stat();
    let offset = 0;
    for (;;) {
      signal.throwIfAborted();
      const block = space();
      // What is on a disk comes at once, and a turn of the thread pool for each block takes longer than the block.
      const bytesRead = readSync(file.fd, block, 0, block.length, offset);
      if (bytesRead === 0 && !await more?.(offset)) break;
      offset += bytesRead;
      if (bytesRead > 0) yield block.subarray(0, bytesRead);
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
export async function changeOf(file: FileHandle, path: string, size: number): Promise<string | undefined> {
  const [held, named] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  if (held.size < size) return 'it became shorter while it was read';
  return named?.ino === held.ino && named.dev === held.dev ? undefined : 'another file took its place while it was read';
}
