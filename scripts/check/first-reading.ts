// The first reading: every span of the files once, as a record. What is odd is noted, what cannot be read is counted,
// and the rest goes on.

import { setImmediate } from 'node:timers/promises';

import { compressionOf, framingOf, HEAD_BYTES } from '../../verifier/reading/framing.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { blocksOf } from './blocks.ts';
import { bytesInto, bytesOf } from './bytes.ts';
import type { Place } from './places.ts';
import type { Reading } from './reading.ts';
import type { Source } from './sources.ts';

export interface ReadingHow {
  /** Where temporary files may be made. */
  folder: string;
  /** Threads that read lines. */
  workers: number;
}

/** Below, a thread costs more than it saves. Bytes. */
const WORTH_A_WORKER = 128 * 1024 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Ends early where the signal says so, with what was read by then. `source` can be read again and again. */
export async function readOnce(reading: Reading, source: Source, how: ReadingHow, signal: AbortSignal): Promise<void> {
  try {
    const begins = await firstOf(blocksOf(source, signal, () => undefined, () => Buffer.alloc(HEAD_BYTES)));
    const isPlain = compressionOf(begins) === 'none';
    // What still comes may begin with a few bytes.
    const head = isPlain && source.kind === 'file' ? begins : await firstOf(bytesOf(source, signal));
    const framing = framingOf(head, head.length < HEAD_BYTES);
    const place = reading.places.begin(source, framing.kind, isPlain);
    if (framing.kind === 'lines' && head[head.indexOf(NEWLINE) - 1] === CARRIAGE_RETURN) reading.oddities.note('CR_LF', source.path, 1);
    if (framing.kind === 'empty') await readNothing(reading, place, signal);
    else if (framing.kind === 'unknown') reading.oddities.refuse(source.path, 0, `it looks like ${framing.looks}`);
    else if (framing.kind !== 'lines') await (await import('./unit-reading.ts')).readUnits(reading, place, signal);
    else if (place.isPlain && how.workers > 1 && (source.size ?? 0) >= WORTH_A_WORKER) await (await import('./stretches.ts')).readInStretches(reading, place, how.workers - 1, how.folder, signal);
    else await readLines(reading, place, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What is compressed may hold nothing because it is damaged. */
async function readNothing(reading: Reading, place: Place, signal: AbortSignal): Promise<void> {
  const { oddities } = reading;
  const { unreadableCount } = oddities;
  if (!place.isPlain) for await (const _ of bytesOf(place.source, signal, reading.onFault(place)));
  if (oddities.unreadableCount === unreadableCount) oddities.note('EMPTY_FILE', place.source.path, 0);
}

async function readLines(reading: Reading, place: Place, signal: AbortSignal): Promise<void> {
  const { lineScan, oddities } = reading;
  const { scanner } = lineScan;
  lineScan.begin(place.source.path, place.page * PAGE_BYTES, oddities);
  try {
    for await (const count of bytesInto(place.source, () => scanner.space(), signal, reading.onFault(place))) {
      scanner.scan(count);
      reading.passed(place, count);
      // So that an interruption is heard.
      await setImmediate();
    }
    lineScan.end();
  } finally {
    scanner.flush();
    reading.lines += scanner.lines;
  }
}

async function firstOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) return Buffer.from(chunk.subarray(0, HEAD_BYTES));
  return new Uint8Array();
}
