// What one message holds: JSON or protobuf, compressed or not, told from its bytes.

import { zstdDecompressSync } from 'node:zlib';

import { compressionOf, LONGEST_MESSAGE } from './framing.ts';

export interface Payload {
  kind: 'json' | 'protobuf';
  bytes: Uint8Array;
}

/** Throws TypeError with the reason where it cannot be decompressed. */
export function payloadOf(message: Uint8Array): Payload {
  const bytes = compressionOf(message) === 'zstd' ? decompressed(message) : message;
  return { kind: bytes[0] === 0x7b ? 'json' : 'protobuf', bytes };
}

function decompressed(message: Uint8Array): Uint8Array {
  try {
    return zstdDecompressSync(message, { maxOutputLength: LONGEST_MESSAGE });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new TypeError(isTooLarge ? 'the message is longer than 64 MiB when it is decompressed' : 'the message is damaged: it cannot be decompressed');
  }
}
