// A span packed into words of 32 bits: its ids in full, and what places it. A million of them are 42 MiB, and are
// joined without an object each.

import { createHash } from 'node:crypto';

/** Words of a record. Each id is its hexadecimal digits, eight a word, the first digits first. */
export const WORDS = 11;
/** 4 words. */
export const TRACE = 0;
/** 2 words. */
export const SPAN = 4;
/** 2 words; both zero: no parent. */
export const PARENT = 6;
/** Bits 0 to 2: the kind, by OTLP's number; 3 and 4: what OTLP's flags say of the parent; from 5 on: the service, by its index. */
export const META = 8;
/** Where its line or message begins: bytes of everything that was read before it, in units of PAGE_BYTES. */
export const PAGE = 9;
/** When it began, in seconds since 1970; 0: not known. */
export const START = 10;

export const PAGE_BYTES = 4096;

export const KIND_BITS = 0b111;
/** OTLP's flag 0x100: it is known whether the parent is remote. */
export const REMOTE_KNOWN = 0b01000;
/** OTLP's flag 0x200: it is. */
export const REMOTE = 0b10000;
export const SERVICE_SHIFT = 5;

/** Lists into which records are taken apart, so that one at a time is in memory. All of a trace is in one list. */
export const PARTITIONS = 64;

export function partitionOf(records: Uint32Array, at: number): number {
  const folded = records[at]! ^ records[at + 1]! ^ records[at + 2]! ^ records[at + 3]!;
  return Math.imul(folded ^ (folded >>> 16), 0x9e3779b1) >>> 26;
}

const HEXADECIMAL = /^[0-9a-f]+$/i;

/** Whether a text is an id of so many words, as OTLP wants it. */
export function isId(text: string, words: number): boolean {
  return text.length === words * 8 && HEXADECIMAL.test(text);
}

/** Writes an id of so many words. One that is odd, such as base64, is known by its hash: as good for telling ids apart. */
export function packId(text: string, words: number, into: Uint32Array, at: number): void {
  const digits = idKey(text, words);
  for (let word = 0; word < words; word++) into[at + word] = Number.parseInt(digits.slice(word * 8, word * 8 + 8), 16);
}

/** Lower-case hexadecimal. Of an odd id it is the hash, not the text. */
export function idAt(records: Uint32Array, at: number, words: number): string {
  let text = '';
  for (let word = 0; word < words; word++) text += records[at + word]!.toString(16).padStart(8, '0');
  return text;
}

/** An id of so many words as records know it: lower-case hexadecimal, of an odd id the hash. */
export function idKey(text: string, words: number): string {
  return isId(text, words) ? text.toLowerCase() : createHash('md5').update(text).digest('hex').slice(0, words * 8);
}
