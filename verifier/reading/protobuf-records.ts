// The fast way from a protobuf export request to records: no object for anything that it holds. It checks all that
// `requestOfProtobuf` checks. What is bad, or merely odd, is handed over to that, and never guessed at.

import { MOST_NESTED } from './otlp-fields.ts';
import { LAYOUT, ROW, rowIn, rowOf, WIRE_TYPE } from './otlp-layout.ts';
import { serviceInProtobuf } from './otlp-protobuf.ts';
import { LENGTH, ProtobufWire } from './protobuf-wire.ts';
import { META, PAGE, PARENT, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, SPAN, START, TRACE, WORDS } from './records.ts';

const RESOURCE = rowOf('Resource');
const SCOPE = rowOf('Scope');
const SPAN_ROW = rowOf('Span');

/** Services are known again by the bytes of their resource, up to so many at a time. */
const MOST_RESOURCES = 4096;

export class ProtobufScanner {
  readonly #service: (name: string) => number;
  readonly #services = new Map<string, number>();
  #wire = new ProtobufWire(new Uint8Array());
  #records = new Uint32Array(WORDS * 1024);
  #length = 0;
  #page = 0;

  /** `service` gives the index of a `service.name`. */
  constructor(service: (name: string) => number) {
    this.#service = service;
  }

  /** Good until the next call. Undefined: it is for `requestOfProtobuf`, which says what is wrong with it, or takes it. */
  scan(bytes: Uint8Array, page: number): Uint32Array | undefined {
    this.#wire = new ProtobufWire(bytes);
    this.#length = 0;
    this.#page = page;
    try {
      return this.#request(bytes.length) ? this.#records.subarray(0, this.#length) : undefined;
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  #request(end: number): boolean {
    const wire = this.#wire;
    while (wire.next(end)) {
      if (wire.field !== 1) wire.skip(end);
      else if (wire.type !== LENGTH || !this.#group(wire.span(end))) return false;
    }
    return true;
  }

  /** The Collector writes the resource behind the spans, so their service is filled in at the end. */
  #group(end: number): boolean {
    const wire = this.#wire;
    const first = this.#length;
    let resource: Uint8Array | undefined;
    while (wire.next(end)) {
      if (wire.field > 3) wire.skip(end);
      else if (wire.type !== LENGTH) return false;
      else if (wire.field === 3) wire.at = wire.span(end);
      else if (wire.field === 2) {
        if (!this.#scopeSpans(wire.span(end))) return false;
      } else {
        const to = wire.span(end);
        if (resource !== undefined) return false;
        resource = wire.bytes.subarray(wire.at, to);
        this.#check(RESOURCE, to, 2);
      }
    }
    const service = this.#serviceOf(resource) << SERVICE_SHIFT;
    for (let at = first + META; at < this.#length; at += WORDS) this.#records[at]! |= service;
    return true;
  }

  #scopeSpans(end: number): boolean {
    const wire = this.#wire;
    while (wire.next(end)) {
      if (wire.field > 3) wire.skip(end);
      else if (wire.type !== LENGTH) return false;
      else if (wire.field === 2) {
        if (!this.#span(wire.span(end))) return false;
      } else if (wire.field === 1) this.#check(SCOPE, wire.span(end), 3);
      else wire.at = wire.span(end);
    }
    return true;
  }

  #span(end: number): boolean {
    const wire = this.#wire;
    const at = this.#room();
    const records = this.#records;
    while (wire.next(end)) {
      const { field } = wire;
      const known = LAYOUT[SPAN_ROW + (field < ROW ? field : 0)]!;
      if (known === 0) {
        wire.skip(end);
        continue;
      }
      const message = rowIn(known);
      if (wire.type !== (known & WIRE_TYPE)) return false;
      if (message >= 0) this.#check(message, wire.span(end), 4);
      else if (field === 1) {
        if (!this.#id(at + TRACE, 4, end)) return false;
      } else if (field === 2) {
        if (!this.#id(at + SPAN, 2, end)) return false;
      } else if (field === 4) {
        if (!this.#parent(at + PARENT, end)) return false;
      } else {
        wire.skip(end);
        if (field === 6) records[at + META] = (records[at + META]! & ~0b111) | kindOf(wire.low);
        else if (field === 7) records[at + START] = secondsOf(wire.low, wire.high);
        else if (field === 16) records[at + META] = (records[at + META]! & 0b111) | flagBits(wire.low);
      }
    }
    return (records[at]! | records[at + 1]! | records[at + 2]! | records[at + 3]!) !== 0 && (records[at + SPAN]! | records[at + SPAN + 1]!) !== 0;
  }

  #id(into: number, words: number, end: number): boolean {
    const wire = this.#wire;
    const to = wire.span(end);
    if (to - wire.at !== words * 4) return false;
    const { bytes } = wire;
    for (let word = 0, at = wire.at; word < words; word++, at += 4) {
      this.#records[into + word] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    }
    wire.at = to;
    return true;
  }

  /** None may be written as an id of no bytes. */
  #parent(into: number, end: number): boolean {
    if (this.#wire.bytes[this.#wire.at] !== 0) return this.#id(into, 2, end);
    this.#wire.at = this.#wire.span(end);
    this.#records.fill(0, into, into + 2);
    return true;
  }

  /** Passes over a message that places no span. */
  #check(row: number, end: number, depth: number): void {
    if (depth > MOST_NESTED) throw new TypeError('nested too deep');
    const wire = this.#wire;
    while (wire.next(end)) {
      const known = wire.field < ROW ? LAYOUT[row + wire.field]! : 0;
      const message = rowIn(known);
      if (known !== 0 && wire.type !== (known & WIRE_TYPE)) throw new TypeError('the wrong type');
      if (message >= 0) this.#check(message, wire.span(end), depth + 1);
      else wire.skip(end);
    }
  }

  #serviceOf(resource: Uint8Array | undefined): number {
    const { buffer, byteOffset, length } = resource ?? new Uint8Array();
    const key = Buffer.from(buffer, byteOffset, length).toString('latin1');
    const known = this.#services.get(key);
    if (known !== undefined) return known;
    if (this.#services.size === MOST_RESOURCES) this.#services.clear();
    const index = this.#service(resource === undefined ? '' : serviceInProtobuf(resource));
    this.#services.set(key, index);
    return index;
  }

  #room(): number {
    const at = this.#length;
    if (at + WORDS > this.#records.length) {
      const larger = new Uint32Array(this.#records.length * 2);
      larger.set(this.#records);
      this.#records = larger;
    }
    this.#records.fill(0, at, at + WORDS);
    this.#records[at + PAGE] = this.#page;
    this.#length += WORDS;
    return at;
  }
}

/** Of a number of 64 bits an enumeration takes the lower half. A kind that there is not is none. */
function kindOf(low: number): number {
  return low <= 5 ? low : 0;
}

function flagBits(flags: number): number {
  return ((flags & 0x100) === 0 ? 0 : REMOTE_KNOWN) | ((flags & 0x200) === 0 ? 0 : REMOTE);
}

/** Nanoseconds in two words to seconds, by long division in steps that a number holds exactly. 0 where they have not 19 digits, or are too many. */
function secondsOf(low: number, high: number): number {
  const upper = (high % 1e9) * 65_536 + (low >>> 16);
  const lower = (upper % 1e9) * 65_536 + (low & 0xffff);
  const seconds = Math.floor(high / 1e9) * 4_294_967_296 + Math.floor(upper / 1e9) * 65_536 + Math.floor(lower / 1e9);
  return seconds >= 1e9 && seconds <= 0xffff_ffff ? seconds : 0;
}
