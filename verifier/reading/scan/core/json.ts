// JSON that is passed over, as strictly as `JSON.parse` reads it. Each function takes the address where something begins and
// gives the address after it; 0: that is no JSON, or nested too deep to be judged here. A newline ends everything.

import { after, byte, hexDigit, plainEnd, wideEnd } from '../bytes.ts';
import { ATTRIBUTE_KEY, ATTRIBUTE_VALUE, FALSE, INT_VALUE, NULL, STRING_VALUE, TRUE } from './texts.ts';

export const QUOTE: i32 = 0x22;
export const COMMA: i32 = 0x2c;
export const COLON: i32 = 0x3a;
export const OPEN: i32 = 0x7b;
export const CLOSE: i32 = 0x7d;
export const OPEN_LIST: i32 = 0x5b;
export const CLOSE_LIST: i32 = 0x5d;
export const BACKSLASH: i32 = 0x5c;
const MINUS: i32 = 0x2d;

/** How deep a value may be nested. Deeper ones are left to JSON.parse. */
export const DEEPEST: i32 = 256;

/** Whether a byte above 0x7f was passed since it was last cleared: whether it is UTF-8 must be looked at. */
export let wide: i32 = 0;

export function setWide(to: i32): void {
  wide = to;
}

export function passBlank(p: i32): i32 {
  let c = byte(p);
  while (c === 0x20 || c === 0x09 || c === 0x0d) c = byte(++p);
  return p;
}

/** After a value in a list or object: where the next one begins, or where it is closed. */
export function next(p: i32, close: i32): i32 {
  p = passBlank(p);
  const c = byte(p);
  if (c === close) return p;
  if (c !== COMMA) return 0;
  p = passBlank(p + 1);
  return byte(p) === close ? 0 : p;
}

/** From after the opening quote on. */
export function passString(p: i32): i32 {
  p = plainEnd(p);
  return byte(p) === QUOTE ? p + 1 : passOddString(p);
}

function passOddString(p: i32): i32 {
  for (let c = byte(p); c !== QUOTE; c = byte(p)) {
    if (c === BACKSLASH) {
      p = passEscape(p + 1);
      if (p === 0) return 0;
      p = plainEnd(p);
    } else if (c < 0x80) return 0;
    else {
      wide = 1;
      p = wideEnd(p);
    }
  }
  return p + 1;
}

function passEscape(p: i32): i32 {
  const c = byte(p);
  if (c === 0x75) return hexDigit(byte(p + 1)) && hexDigit(byte(p + 2)) && hexDigit(byte(p + 3)) && hexDigit(byte(p + 4)) ? p + 5 : 0;
  const known = c === QUOTE || c === BACKSLASH || c === 0x2f || c === 0x62 || c === 0x66 || c === 0x6e || c === 0x72 || c === 0x74;
  return known ? p + 1 : 0;
}

export function isDigit(c: i32): boolean {
  return c >= 0x30 && c <= 0x39;
}

function passDigits(p: i32): i32 {
  if (!isDigit(byte(p))) return 0;
  while (isDigit(byte(p))) p++;
  return p;
}

function passNumber(p: i32): i32 {
  if (byte(p) === MINUS) p++;
  p = byte(p) === 0x30 ? p + 1 : passDigits(p);
  if (p !== 0 && byte(p) === 0x2e) p = passDigits(p + 1);
  if (p !== 0 && (byte(p) | 0x20) === 0x65) {
    const sign = byte(++p);
    p = passDigits(sign === 0x2b || sign === MINUS ? p + 1 : p);
  }
  return p;
}

export function passValue(p: i32, depth: i32): i32 {
  const c = byte(p);
  if (c === QUOTE) return passString(p + 1);
  if (c === OPEN) return depth === 0 ? 0 : passObject(p + 1, depth - 1);
  if (c === OPEN_LIST) return depth === 0 ? 0 : passList(p + 1, depth - 1);
  if (c === MINUS || isDigit(c)) return passNumber(p);
  if (c === 0x74) return after(p, TRUE);
  return c === 0x66 ? after(p, FALSE) : after(p, NULL);
}

/** From after the opening brace on. */
function passObject(p: i32, depth: i32): i32 {
  p = passBlank(p);
  while (p !== 0 && byte(p) !== CLOSE) {
    if (byte(p) !== QUOTE) return 0;
    p = passColon(passString(p + 1));
    if (p === 0) return 0;
    p = next(passValue(p, depth), CLOSE);
  }
  return p === 0 ? 0 : p + 1;
}

/** After a key: where its value begins. */
export function passColon(p: i32): i32 {
  p = passBlank(p);
  return byte(p) === COLON ? passBlank(p + 1) : 0;
}

/** From after the opening bracket on. */
export function passList(p: i32, depth: i32): i32 {
  p = passBlank(p);
  while (p !== 0 && byte(p) !== CLOSE_LIST) {
    const q = passAttribute(p, depth);
    p = next(q === 0 ? passValue(p, depth) : q, CLOSE_LIST);
  }
  return p === 0 ? 0 : p + 1;
}

/** An attribute in the very bytes that the Collector writes. 0: it is judged as any other value. One that holds lists or objects is
    left at once: were it read to its end before it is given up, nesting would double the work at every level. */
function passAttribute(p: i32, depth: i32): i32 {
  if (depth < 2) return 0;
  p = after(p, ATTRIBUTE_KEY);
  if (p === 0) return 0;
  p = after(passString(p), ATTRIBUTE_VALUE);
  if (p === 0) return 0;
  let q = after(p, STRING_VALUE);
  if (q === 0) q = after(p, INT_VALUE);
  if (q !== 0) q = passString(q);
  else {
    q = passString(p);
    if (byte(q) !== COLON) return 0;
    q = passValue(q + 1, 0);
  }
  return byte(q) === CLOSE && byte(q + 1) === CLOSE ? q + 2 : 0;
}
