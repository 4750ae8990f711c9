// gzip and zstd, streaming: what is asked for is decompressed, and no more. Members and frames behind one another are
// read through. What is torn or damaged ends it, and what came before counts.

import { createGunzip, createZstdDecompress } from 'node:zlib';

import { compressionOf } from '../../verifier/reading/framing.ts';
import type { OnFault } from './blocks.ts';

/** More than that is a bomb: bytes out of each byte in, beyond so many; and bytes in all. */
const MOST_RATIO = 1_000;
const RATIO_FROM = 64 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 ** 3;

/** What a damaged place takes with it are at most the bytes that come out of so many. */
const PIECE_BYTES = 16 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Blocks that are not compressed are passed on. The first must hold the four bytes by which that is told. */
export async function* decompressed(blocks: AsyncIterable<Uint8Array>, onFault: OnFault): AsyncGenerator<Uint8Array> {
  let inflation: Inflation | undefined;
  let isPlain = false;
  try {
    for await (const block of blocks) {
      isPlain ||= inflation === undefined && compressionOf(block) === 'none';
      if (isPlain) {
        yield block;
        continue;
      }
      inflation ??= new Inflation(compressionOf(block) as 'gzip' | 'zstd');
      yield* inflation.feed(block);
      if (inflation.fault !== undefined) break;
    }
    if (inflation) yield* inflation.end();
    if (inflation?.fault !== undefined) onFault({ offset: inflation.offset, reason: inflation.fault });
  } finally {
    inflation?.close();
  }
}

class Inflation {
  fault: string | undefined;
  readonly #compression: string;
  readonly #engine;
  #fed = 0;
  #given = 0;
  #ended = false;
  #wake = (): void => {};

  constructor(compression: 'gzip' | 'zstd') {
    this.#compression = compression;
    this.#engine = compression === 'gzip' ? createGunzip({ chunkSize: CHUNK_BYTES }) : createZstdDecompress({ chunkSize: CHUNK_BYTES });
    const wake = (): void => this.#wake();
    this.#engine.on('readable', wake);
    this.#engine.on('error', (error: NodeJS.ErrnoException) => {
      this.fault ??= error.code === 'Z_BUF_ERROR' ? `the ${compression} data is torn: it ends early` : `the ${compression} data is damaged`;
      wake();
    });
    this.#engine.on('end', () => {
      this.#ended = true;
      wake();
    });
  }

  /** So far it was understood. Bytes of input. */
  get offset(): number {
    return this.#engine.bytesWritten;
  }

  async* feed(block: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < block.length && this.fault === undefined; at += PIECE_BYTES) {
      const piece = block.subarray(at, at + PIECE_BYTES);
      this.#fed += piece.length;
      if (this.#ended) this.#expectPadding(piece);
      else yield* this.#feedPiece(piece);
    }
  }

  async* #feedPiece(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    let taken = false;
    this.#engine.write(piece, () => {
      taken = true;
      this.#wake();
    });
    yield* this.#output(() => taken);
    const left = this.fault === undefined ? this.#fed - this.#engine.bytesWritten : 0;
    if (left > 0) this.#endBefore(piece.subarray(piece.length - left));
  }

  async* end(): AsyncGenerator<Uint8Array> {
    if (this.fault !== undefined || this.#ended) return;
    this.#engine.end();
    yield* this.#output(() => false);
  }

  close(): void {
    this.#engine.destroy();
  }

  /** What comes out until its input is used up. */
  async* #output(isDone: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#engine.read() as Buffer | null;
      if (chunk !== null) {
        this.#given += chunk.length;
        yield chunk;
        this.#limit();
      }
      if (this.fault !== undefined) return;
      if (chunk === null && (this.#ended || isDone())) return;
      if (chunk === null) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #limit(): void {
    const isBomb = this.#given > MOST_BYTES || (this.#given > RATIO_FROM && this.#given > MOST_RATIO * this.#engine.bytesWritten);
    if (isBomb) this.fault ??= `the ${this.#compression} data is a bomb: ${this.#engine.bytesWritten} bytes of it make more than ${this.#given}`;
  }

  /** What the engine leaves, it will never take. */
  #endBefore(rest: Uint8Array): void {
    this.#ended = true;
    this.#expectPadding(rest);
  }

  /** Tapes and disks fill up with NUL bytes. */
  #expectPadding(bytes: Uint8Array): void {
    if (bytes.some((byte) => byte !== 0)) this.fault ??= `the ${this.#compression} data is over, and something else follows`;
  }
}
