// Fields of one value as JSON text, letter for letter as the Collector's file exporter writes them: 64-bit
// integers as decimal strings, enums as integers, ids in lower case. Which of them are left out, the message knows.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding

import type { Encode } from './message.ts';
import { Misfit, shown } from './misfit.ts';

const DECIMAL = /^-?\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_FINITE_NUMBERS = ['NaN', 'Infinity', '-Infinity'];

export function string(value: unknown): string {
  const text = JSON.stringify(stringOf(value));
  return text.includes('\\') ? asGoEscapes(text) : text;
}

/** All zeros are no id, as in the protocol's binary form. */
export function id(bytes: number): Encode {
  const hex = new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'i');
  const none = ['', '0'.repeat(bytes * 2)];
  return (value) => {
    const digits = stringOf(value);
    if (none.includes(digits)) return '""';
    if (!hex.test(digits)) throw new Misfit(`must be ${bytes * 2} hexadecimal digits, not ${shown(value)}`);
    return `"${digits.toLowerCase()}"`;
  };
}

export const uint32 = integer(0n, 2n ** 32n - 1n);
export const int64 = quoted(integer(-(2n ** 63n), 2n ** 63n - 1n));
export const uint64 = quoted(integer(0n, 2n ** 64n - 1n));

const int32 = integer(-(2n ** 31n), 2n ** 31n - 1n);

/** By its number, whichever it is, or by one of these names, the first of which is 0. */
export function enumeration(...names: string[]): Encode {
  return (value, tally) => {
    if (typeof value !== 'string') return int32(value, tally);
    if (!names.includes(value)) throw new Misfit(`must be a number, or one of ${names.join(', ')}, not ${shown(value)}`);
    return String(names.indexOf(value));
  };
}

export function boolean(value: unknown): string {
  if (typeof (value ?? false) !== 'boolean') throw new Misfit(`must be true or false, not ${shown(value)}`);
  return String(value ?? false);
}

export function double(value: unknown): string {
  if (typeof value === 'string' && NO_FINITE_NUMBERS.includes(value)) return `"${value}"`;
  const number = numberOf(value ?? 0);
  if (!Number.isFinite(number)) throw new Misfit(`must be a number, not ${shown(value)}`);
  return Object.is(number, -0) ? '-0' : String(number).replace(/e([+-])(\d)$/, 'e$10$2');
}

export function bytes(value: unknown): string {
  const text = stringOf(value);
  if (Buffer.from(text, 'base64').toString('base64') !== text) throw new Misfit(`must be base64, not ${shown(value)}`);
  return `"${text}"`;
}

function integer(lowest: bigint, highest: bigint): Encode {
  return (value) => {
    const whole = wholeOf(value ?? 0);
    if (whole !== undefined && whole >= lowest && whole <= highest) return whole.toString();
    throw new Misfit(`must be an integer from ${lowest} to ${highest}, not ${shown(value)}`);
  };
}

function quoted(encode: Encode): Encode {
  return (value, tally) => `"${encode(value, tally)}"`;
}

function wholeOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && DECIMAL.test(value) ? BigInt(value) : undefined;
}

function numberOf(value: unknown): number {
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' && NUMBER.test(value);
  return isNumber ? Number(value) : NaN;
}

function stringOf(value: unknown): string {
  const text = value ?? '';
  if (typeof text !== 'string') throw new Misfit(`must be a string, not ${shown(value)}`);
  return text;
}

/** Go has no short form for two of the control characters, and cannot hold half of a surrogate pair. */
function asGoEscapes(text: string): string {
  return text.replace(/\\(?:u[0-9a-f]{4}|.)/g, (escape) => {
    if (escape === '\\b') return '\\u0008';
    if (escape === '\\f') return '\\u000c';
    return escape.startsWith('\\ud') ? '\ufffd' : escape;
  });
}
