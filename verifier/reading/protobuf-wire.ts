// Walks over bytes of protobuf's wire format, with no notion of what they mean. What is no such bytes is refused, at once.
// https://protobuf.dev/programming-guides/encoding/

export const VARINT = 0;
export const FIXED64 = 1;
/** A length, and so many bytes: texts, bytes and messages. */
export const LENGTH = 2;
export const FIXED32 = 5;

/** Throws TypeError with one reason wherever the bytes end early, or are none of protobuf's. */
export class ProtobufWire {
  readonly bytes: Uint8Array;
  at = 0;
  /** Of the field that `next` came to. */
  field = 0;
  type = VARINT;
  /** The number that was read last, in two words. */
  low = 0;
  high = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Goes to the next field of a message that ends at `end`. False: there is none. */
  next(end: number): boolean {
    if (this.at >= end) return false;
    this.varint(end);
    this.field = this.low >>> 3;
    this.type = this.low & 7;
    if (this.field === 0 || this.high !== 0) throw new TypeError('bad protobuf: a field without a number');
    return true;
  }

  varint(end: number): void {
    const first = this.bytes[this.at]!;
    if (first < 0x80 && this.at < end) {
      this.at++;
      this.low = first;
      this.high = 0;
    } else this.#longVarint(end);
  }

  #longVarint(end: number): void {
    this.low = 0;
    this.high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.at >= end) throw new TypeError('bad protobuf: a number is torn');
      const byte = this.bytes[this.at++]!;
      this.#addBits(byte & 0x7f, shift);
      if (byte < 0x80 && (shift < 63 || byte < 2)) return;
    }
    throw new TypeError('bad protobuf: a number is longer than 64 bits');
  }

  #addBits(bits: number, shift: number): void {
    if (shift < 32) this.low = (this.low | (bits << shift)) >>> 0;
    if (shift === 28) this.high = bits >>> 4;
    else if (shift > 28) this.high = (this.high | (bits << (shift - 32))) >>> 0;
  }

  /** Reads a length. Gives where what has it ends; `at` is where it begins. */
  span(end: number): number {
    this.varint(end);
    const to = this.at + this.low;
    if (this.high !== 0 || to > end) throw new TypeError('bad protobuf: it ends within a field');
    return to;
  }

  fixed(end: number, bytes: 4 | 8): void {
    if (this.at + bytes > end) throw new TypeError('bad protobuf: it ends within a number');
    this.low = this.#word(this.at);
    this.high = bytes === 8 ? this.#word(this.at + 4) : 0;
    this.at += bytes;
  }

  #word(at: number): number {
    const { bytes } = this;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  /** Passes over the value of a field of any type. Groups are not OTLP's, and never were. */
  skip(end: number): void {
    if (this.type === VARINT) this.varint(end);
    else if (this.type === FIXED64) this.fixed(end, 8);
    else if (this.type === LENGTH) this.at = this.span(end);
    else if (this.type === FIXED32) this.fixed(end, 4);
    else throw new TypeError(`bad protobuf: a field of type ${this.type}`);
  }
}
