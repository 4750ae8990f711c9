// The bytes of ids and times of one trace after another, as text, in one buffer that is used again.

import type { Random } from './random.ts';
import type { Filling, Template } from './template.ts';

const DIGITS = Buffer.from('0123456789abcdef');
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
const MOST_SPANS = 32;
/** Of the span ids, the one that stands for a caller outside. */
export const OUTSIDE_ID = MOST_SPANS - 1;

export interface SpanIds {
  trace: number;
  span: number;
  parent: number;
}

/** Microseconds since BEGAN. */
export interface SpanTimes {
  start: number;
  end: number;
}

const BEGAN = 1_795_630_000;

export class Ids {
  readonly #traces = Buffer.alloc(2 * TRACE_DIGITS);
  readonly #spans = Buffer.alloc(MOST_SPANS * SPAN_DIGITS);

  /** New ids for a trace of so many spans. */
  renew(spans: number, random: Random): void {
    writeHexadecimal(this.#traces, 0, 2 * TRACE_DIGITS, random);
    writeHexadecimal(this.#spans, 0, spans * SPAN_DIGITS, random);
    writeHexadecimal(this.#spans, OUTSIDE_ID * SPAN_DIGITS, SPAN_DIGITS, random);
  }

  /** Writes the span into a buffer, and returns where it ends. */
  write({ bytes, holes }: Template, into: Buffer, at: number, ids: SpanIds, times: SpanTimes): number {
    into.set(bytes, at);
    for (const hole of holes) this.#fill(hole.filling, into, at + hole.at, ids, times);
    return at + bytes.length;
  }

  #fill(filling: Filling, into: Buffer, at: number, ids: SpanIds, times: SpanTimes): void {
    if (filling === 'trace') copy(this.#traces, ids.trace * TRACE_DIGITS, TRACE_DIGITS, into, at);
    else if (filling === 'span') copy(this.#spans, ids.span * SPAN_DIGITS, SPAN_DIGITS, into, at);
    else if (filling === 'parent') copy(this.#spans, ids.parent * SPAN_DIGITS, SPAN_DIGITS, into, at);
    else writeTime(into, at, times[filling]);
  }
}

// A loop over so few bytes is sooner done than a call of Buffer.copy.
function copy(from: Buffer, begin: number, length: number, into: Buffer, at: number): void {
  for (let index = 0; index < length; index += 1) into[at + index] = from[begin + index]!;
}

function writeHexadecimal(into: Buffer, begin: number, length: number, random: Random): void {
  for (let at = begin; at < begin + length; at += 8) {
    const word = random.word();
    for (let digit = 0; digit < 8; digit += 1) into[at + digit] = DIGITS[(word >>> (4 * digit)) & 15]!;
  }
}

/** Nanoseconds since 1970, in 19 digits. */
function writeTime(into: Buffer, at: number, microseconds: number): void {
  const seconds = Math.floor(microseconds / 1e6);
  writeDecimal(into, at, 10, BEGAN + seconds);
  writeDecimal(into, at + 10, 9, (microseconds - seconds * 1e6) * 1_000);
}

function writeDecimal(into: Buffer, at: number, digits: number, value: number): void {
  let rest = value;
  for (let place = digits - 1; place >= 0; place -= 1) {
    into[at + place] = DIGITS[rest % 10]!;
    rest = Math.floor(rest / 10);
  }
}
