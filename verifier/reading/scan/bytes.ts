// What core/ does with bytes, in plain TypeScript. assembly/bytes.ts has the same functions for WebAssembly. The memory and
// the host are those of the scanner at work: all that lasts longer than a call is in its memory.

import { partitionOf as partitionOfRecord, WORDS } from '../records.ts';
import type { Host } from './core.ts';

let bytes = new Uint8Array(0);
let words = new Uint32Array(0);
let view = new DataView(bytes.buffer);
let host: Host | undefined;

export function work(memory: ArrayBuffer, forHost: Host): void {
  if (bytes.buffer !== memory) {
    bytes = new Uint8Array(memory);
    words = new Uint32Array(memory);
    view = new DataView(memory);
  }
  host = forHost;
}

export function byte(p: number): number {
  return bytes[p]!;
}

/** At an address that four divides, as all of `word`, `setWord`, `copyRecord`. */
export function word(p: number): number {
  return words[p >>> 2]!;
}

export function setWord(p: number, value: number): void {
  words[p >>> 2] = value;
}

export function copyRecord(to: number, from: number): void {
  for (let at = 0; at < WORDS; at++) words[(to >>> 2) + at] = words[(from >>> 2) + at]!;
}

export function copyBytes(to: number, from: number, length: number): void {
  bytes.copyWithin(to, from, from + length);
}

export function sameBytes(a: number, b: number, length: number): boolean {
  if (bytes[a + length - 2] !== bytes[b + length - 2]) return false;
  const whole = length - 3;
  let at = 0;
  for (; at < whole; at += 4) if (view.getUint32(a + at, true) !== view.getUint32(b + at, true)) return false;
  for (; at < length; at++) if (bytes[a + at] !== bytes[b + at]) return false;
  return true;
}

/** Whether a text (core/texts.ts) is there. */
export function same(p: number, text: number): boolean {
  const length = text & 0xff;
  const at = text >>> 8;
  if (view.getUint32(p, true) !== view.getUint32(at, true)) return false;
  for (let step = 4; step < length - 3; step += 4) if (view.getUint32(p + step, true) !== view.getUint32(at + step, true)) return false;
  return view.getUint32(p + length - 4, true) === view.getUint32(at + length - 4, true);
}

/** The address after a text, 0: it is not there. */
export function after(p: number, text: number): number {
  return same(p, text) ? p + (text & 0xff) : 0;
}

const PLAIN = Uint8Array.from({ length: 256 }, (_, c) => Number(c >= 0x20 && c < 0x80 && c !== 0x22 && c !== 0x5c));
const PLAIN_OR_WIDE = Uint8Array.from({ length: 256 }, (_, c) => Number(c >= 0x80 || PLAIN[c] === 1));

/** The next quote, backslash, control character or byte above 0x7f. */
export function plainEnd(p: number): number {
  while (PLAIN[bytes[p]!] === 1) p++;
  return p;
}

/** The next quote, backslash or control character. */
export function wideEnd(p: number): number {
  while (PLAIN_OR_WIDE[bytes[p]!] === 1) p++;
  return p;
}

const NO_DIGIT = 0x100;
const DIGITS = Uint16Array.from({ length: 256 }, (_, c) => (/[0-9a-f]/i.test(String.fromCharCode(c)) ? Number.parseInt(String.fromCharCode(c), 16) : NO_DIGIT));

export function hexDigit(c: number): boolean {
  return DIGITS[c] !== NO_DIGIT;
}

/** Writes 16 hexadecimal digits as two words; false: there are others. */
export function hex16(p: number, into: number): boolean {
  let odd = 0;
  for (let word = 0; word < 2; word++) {
    let bits = 0;
    for (const end = p + 8; p < end; p++) {
      const digit = DIGITS[bytes[p]!]!;
      odd |= digit;
      bits = (bits << 4) | digit;
    }
    words[(into >>> 2) + word] = bits;
  }
  return odd < NO_DIGIT;
}

export function partitionOf(record: number): number {
  return partitionOfRecord(words, record >>> 2);
}

export function newlineFrom(p: number): number {
  return bytes.indexOf(0x0a, p);
}

export function handRecords(partition: number, at: number, length: number): void {
  host!.records(partition, at, length);
}

export function handSurprise(from: number, to: number, ordinal: number): void {
  host!.surprise(from, to, ordinal);
}

export function handTooLong(from: number, ordinal: number): void {
  host!.tooLong(from, ordinal);
}

export function resourceService(from: number, to: number): number {
  return host!.service(from, to);
}
