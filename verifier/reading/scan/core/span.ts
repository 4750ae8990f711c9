// A span to a record. Its fields are first looked for in the order and in the very bytes that the Collector writes; from where
// that fails on they are taken in any order.

import { after, byte, hex16, plainEnd, setWord, word } from '../bytes.ts';
import { keyIs, keyIsUnknown, passKey } from './fields.ts';
import { CLOSE, DEEPEST, isDigit, next, OPEN, passBlank, passList, passString, passValue, QUOTE } from './json.ts';
import { PENDING_AT, RECORD_BYTES } from './layout.ts';
import {
  FIRST_TRACE_ID, FLAGS, KIND, NEXT_ATTRIBUTES, NEXT_END, NEXT_FLAGS, NEXT_KIND, NEXT_NAME, NEXT_PARENT, NEXT_SPAN_ID, NEXT_START, PARENT_SPAN_ID, SPAN_ID,
  START_TIME, TRACE_ID,
} from './texts.ts';

const HAS_TRACE: i32 = 1;
const HAS_SPAN: i32 = 2;
const HAS_PARENT: i32 = 4;
const HAS_KIND: i32 = 8;
const HAS_FLAGS: i32 = 16;
const HAS_START: i32 = 32;

/** Where the next record goes. */
export let record: i32 = PENDING_AT;

let page: u32 = 0;
let seen: i32 = 0;
let kind: i32 = 0;
let flags: i32 = 0;
let count: i32 = 0;

/** Whether a record says where its span and its scope stand, in place of its page, of when it began, and of its parent. */
let locating = false;

export function locate(wanted: boolean): void {
  locating = wanted;
}

/** The scope of the spans from a record on stands in place of their parents. */
export function locateScope(firstRecord: i32, from: i32, to: i32): void {
  if (!locating) return;
  for (let at = firstRecord; at < record; at += RECORD_BYTES) {
    setWord(at + 24, from as u32);
    setWord(at + 28, to as u32);
  }
}

export function beginRecords(ofPage: u32): void {
  record = PENDING_AT;
  page = ofPage;
}

export function passSpan(p: i32): i32 {
  if (byte(p) !== OPEN) return 0;
  const begin = p;
  seen = 0;
  kind = 0;
  flags = 0;
  setWord(record + 24, 0);
  setWord(record + 28, 0);
  setWord(record + 36, page);
  setWord(record + 40, 0);
  const q = passExpected(p);
  p = q === p ? passBlank(p + 1) : next(q, CLOSE);
  while (p !== 0 && byte(p) !== CLOSE) {
    p = passKey(p);
    if (p === 0) return 0;
    p = next(passField(p), CLOSE);
  }
  if (p === 0 || !complete()) return 0;
  if (locating) {
    setWord(record - RECORD_BYTES + 24, 0);
    setWord(record - RECORD_BYTES + 28, 0);
    setWord(record - RECORD_BYTES + 36, begin as u32);
    setWord(record - RECORD_BYTES + 40, (p + 1) as u32);
  }
  return p + 1;
}

/** Ids of zeros are none, and what then is to be said of the span is not said here. */
function complete(): boolean {
  if ((seen & (HAS_TRACE | HAS_SPAN)) !== (HAS_TRACE | HAS_SPAN)) return false;
  if ((word(record) | word(record + 4) | word(record + 8) | word(record + 12)) === 0 || (word(record + 16) | word(record + 20)) === 0) return false;
  setWord(record + 32, (kind > 5 ? 0 : kind) | ((flags & 0x300) >> 5));
  record += RECORD_BYTES;
  return true;
}

function passField(p: i32): i32 {
  if (keyIs(TRACE_ID)) return first(HAS_TRACE) ? passTraceId(p) : 0;
  if (keyIs(SPAN_ID)) return first(HAS_SPAN) ? passId(p, record + 16) : 0;
  if (keyIs(PARENT_SPAN_ID)) return first(HAS_PARENT) ? passParent(p) : 0;
  if (keyIs(KIND)) return first(HAS_KIND) ? passKind(p) : 0;
  if (keyIs(FLAGS)) return first(HAS_FLAGS) ? passFlags(p) : 0;
  if (keyIs(START_TIME)) return first(HAS_START) ? passStart(p) : 0;
  return keyIsUnknown() ? passValue(p, DEEPEST) : 0;
}

function first(field: i32): boolean {
  if ((seen & field) !== 0) return false;
  seen |= field;
  return true;
}

function passTraceId(p: i32): i32 {
  return byte(p) === QUOTE && hex16(p + 1, record) && hex16(p + 17, record + 8) && byte(p + 33) === QUOTE ? p + 34 : 0;
}

function passId(p: i32, into: i32): i32 {
  return byte(p) === QUOTE && hex16(p + 1, into) && byte(p + 17) === QUOTE ? p + 18 : 0;
}

function passParent(p: i32): i32 {
  return byte(p) === QUOTE && byte(p + 1) === QUOTE ? p + 2 : passId(p, record + 24);
}

function passKind(p: i32): i32 {
  p = passCount(p);
  kind = count;
  return p;
}

function passFlags(p: i32): i32 {
  p = passCount(p);
  flags = count;
  return p;
}

/** A plain number of at most nine digits; that nothing but the end of the value may follow, `next` sees. */
function passCount(p: i32): i32 {
  const begin = p;
  count = 0;
  while (isDigit(byte(p)) && p < begin + 9) count = count * 10 + (byte(p++) - 0x30);
  return p === begin || (byte(begin) === 0x30 && p > begin + 1) ? 0 : p;
}

/** A text of 19 digits, of which the first ten are seconds; any other value is passed over, and is no time. */
function passStart(p: i32): i32 {
  if (byte(p) !== QUOTE) return passValue(p, DEEPEST);
  const end = plainEnd(p + 1);
  if (byte(end) !== QUOTE) return 0;
  if (end === p + 20 && digits(p + 1, end)) setWord(record + 40, seconds(p + 1));
  return end + 1;
}

function digits(p: i32, end: i32): boolean {
  while (p < end && isDigit(byte(p))) p++;
  return p === end;
}

/** Of ten digits; 0 where they are more than 32 bits hold. */
function seconds(p: i32): u32 {
  let tens: u32 = 0;
  for (const end = p + 9; p < end; p++) tens = tens * 10 + ((byte(p) - 0x30) as u32);
  const last = (byte(p) - 0x30) as u32;
  return tens > 429496729 || (tens === 429496729 && last > 5) ? 0 : tens * 10 + last;
}

/** To after the last value that was where it is expected; `p` itself if not even the first was. */
function passExpected(p: i32): i32 {
  let q = after(p, FIRST_TRACE_ID);
  q = q === 0 ? 0 : passTraceId(q - 1);
  if (q === 0) return p;
  seen |= HAS_TRACE;
  p = after(q, NEXT_SPAN_ID);
  p = p === 0 ? 0 : passId(p - 1, record + 16);
  if (p === 0) return q;
  seen |= HAS_SPAN;
  q = after(p, NEXT_PARENT);
  q = q === 0 ? 0 : passParent(q - 1);
  if (q !== 0) {
    seen |= HAS_PARENT;
    p = q;
  }
  return passExpectedRest(p);
}

function passExpectedRest(p: i32): i32 {
  let q = after(p, NEXT_FLAGS);
  q = q === 0 ? 0 : passFlags(q);
  if (q !== 0) {
    seen |= HAS_FLAGS;
    p = q;
  }
  q = after(p, NEXT_NAME);
  q = q === 0 ? 0 : passString(q);
  if (q !== 0) p = q;
  q = after(p, NEXT_KIND);
  q = q === 0 ? 0 : passKind(q);
  if (q !== 0) {
    seen |= HAS_KIND;
    p = q;
  }
  q = after(p, NEXT_START);
  q = q === 0 ? 0 : passStart(q - 1);
  if (q !== 0) {
    seen |= HAS_START;
    p = q;
  }
  q = after(p, NEXT_END);
  q = q === 0 ? 0 : passString(q);
  if (q !== 0) p = q;
  q = after(p, NEXT_ATTRIBUTES);
  q = q === 0 ? 0 : passList(q, DEEPEST);
  return q === 0 ? p : q;
}
