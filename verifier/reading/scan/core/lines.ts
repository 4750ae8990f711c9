// Whole lines to records. Those of a line count only when all of it was read; a line that is not judged here is handed over
// as it is.

import { byte, copyRecord, handRecords, handSurprise, handTooLong, newlineFrom, partitionOf, setWord, word } from '../bytes.ts';
import { passDocument } from './groups.ts';
import { passBlank, setWide, wide } from './json.ts';
import { FILLS_AT, HELD_AT, HELD_BYTES, LONGEST_LINE, PENDING_AT, RECORD_BYTES } from './layout.ts';
import { beginRecords, locate, record } from './span.ts';

const PAGE_BYTES: f64 = 4096;
const PARTITIONS: i32 = 64;

let content: i32 = 0;

/** Of the last scan: lines that were not blank. */
export function contentLines(): i32 {
  return content;
}

/** Of the last scan: whether there may be bytes that are no UTF-8. */
export function mayBeBadText(): boolean {
  return wide !== 0;
}

/** All lines from one address to another, which is the one after a newline. `offset`: of the first byte, in all that is read. Gives the number of lines. */
export function scanLines(from: i32, to: i32, offset: f64): i32 {
  let lines: i32 = 0;
  content = 0;
  setWide(0);
  for (let p = from; p < to; lines++) {
    const begin = passBlank(p);
    if (byte(begin) === 0x0a) p = begin + 1;
    else {
      content++;
      beginRecords(Math.floor((offset + ((p - from) as f64)) / PAGE_BYTES) as u32);
      p = scanLine(p, begin, lines) + 1;
    }
  }
  return lines;
}

/**
 * One line, up to its newline, to records that are not handed out: they stand at PENDING_AT. In place of page and time they have
 * the addresses of their span's first byte and of the one after its last; in place of the parent those of its scope, or zeros.
 * Gives how many; -1: the line is not judged here.
 */
export function locateSpans(from: i32): i32 {
  beginRecords(0);
  locate(true);
  const read = passDocument(passBlank(from));
  locate(false);
  return read === 0 ? -1 : (record - PENDING_AT) / RECORD_BYTES;
}

function scanLine(p: i32, begin: i32, ordinal: i32): i32 {
  const read = passDocument(begin);
  const end = read === 0 ? newlineFrom(begin) : read;
  if (end - p > LONGEST_LINE) handTooLong(p, ordinal);
  else if (read === 0) {
    setWide(1);
    handSurprise(p, end, ordinal);
  } else commit();
  return end;
}

function commit(): void {
  for (let at = PENDING_AT; at < record; at += RECORD_BYTES) {
    const partition = partitionOf(at);
    const held = HELD_AT + partition * HELD_BYTES;
    let fill = word(FILLS_AT + partition * 4) as i32;
    copyRecord(held + fill, at);
    fill += RECORD_BYTES;
    if (fill === HELD_BYTES) {
      handRecords(partition, held, fill);
      fill = 0;
    }
    setWord(FILLS_AT + partition * 4, fill);
  }
}

/** Hands out all records that are held back. */
export function flush(): void {
  for (let partition: i32 = 0; partition < PARTITIONS; partition++) {
    const fill = word(FILLS_AT + partition * 4) as i32;
    setWord(FILLS_AT + partition * 4, 0);
    if (fill > 0) handRecords(partition, HELD_AT + partition * HELD_BYTES, fill);
  }
}
