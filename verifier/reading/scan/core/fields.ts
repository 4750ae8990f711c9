// The keys of an object whose fields matter. A key that JSON.parse could read as another than its bytes say, or that may be
// the other spelling of a known one, is not judged here.

import { byte, plainEnd, same } from '../bytes.ts';
import { passColon, QUOTE } from './json.ts';

const UNDERSCORE: i32 = 0x5f;

let keyAt: i32 = 0;
let keyEnd: i32 = 0;

/** From a key to its value. */
export function passKey(p: i32): i32 {
  if (byte(p) !== QUOTE) return 0;
  keyAt = p + 1;
  keyEnd = plainEnd(keyAt);
  return byte(keyEnd) === QUOTE ? passColon(keyEnd + 1) : 0;
}

export function keyIs(text: i32): boolean {
  return same(keyAt, text);
}

/** Protobuf's own spelling of the known keys has underscores. */
export function keyIsUnknown(): boolean {
  for (let p = keyAt; p < keyEnd; p++) if (byte(p) === UNDERSCORE) return false;
  return true;
}
