// Bytes to the messages that the Collector's file exporter writes with `format: proto`, or with `compression: zstd`:
// four bytes that say a length, most significant first, and so many bytes.
// https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/fileexporter

import { LONGEST_MESSAGE } from './framing.ts';

export interface Message {
  /** Counted from 1. */
  number: number;
  /** Of its length, from where reading began. Bytes. */
  offset: number;
  /** Good until the bytes that were fed are overwritten. */
  payload: Uint8Array;
}

export interface MessageFault {
  /** Of the message that is none. */
  number: number;
  offset: number;
  reason: string;
}

const PREFIX = 4;

/**
 * After a length that cannot be, nothing more is read: no byte marks where a message begins, and a guess could take
 * the inside of one for another.
 */
export class MessageReader {
  fault: MessageFault | undefined;
  /** Of the prefix or the payload that was begun. */
  #kept: Buffer[] = [];
  #keptLength = 0;
  /** Of the payload that comes next; undefined: its prefix does. */
  #length: number | undefined;
  #number = 1;
  #offset = 0;

  /** The messages that these bytes complete. */
  feed(bytes: Uint8Array): Message[] {
    const messages: Message[] = [];
    let at = 0;
    while (this.fault === undefined && at < bytes.length) {
      const wanted = (this.#length ?? PREFIX) - this.#keptLength;
      const part = bytes.subarray(at, at + wanted);
      at += part.length;
      if (part.length < wanted) this.#keep(Buffer.from(part));
      else if (this.#length === undefined) this.#begin(this.#whole(part));
      else messages.push(this.#message(this.#whole(part)));
    }
    return messages;
  }

  /** Nothing more comes. */
  end(): MessageFault | undefined {
    const read = this.#keptLength + (this.#length === undefined ? 0 : PREFIX);
    if (this.fault === undefined && read > 0) {
      const length = this.#length === undefined ? '' : ` of ${this.#length} bytes`;
      this.#fail(`the message${length} is torn: the file ends ${read} bytes after its beginning`);
    }
    return this.fault;
  }

  #message(payload: Uint8Array): Message {
    const message = { number: this.#number++, offset: this.#offset, payload };
    this.#offset += PREFIX + payload.length;
    this.#length = undefined;
    return message;
  }

  #begin(prefix: Uint8Array): void {
    const length = new DataView(prefix.buffer, prefix.byteOffset).getUint32(0);
    if (length === 0 || length > LONGEST_MESSAGE) this.#fail(`a message cannot be ${length} bytes long, so the rest of the file cannot be read`);
    else this.#length = length;
  }

  #whole(last: Uint8Array): Uint8Array {
    if (this.#keptLength === 0) return last;
    const whole = Buffer.concat([...this.#kept, last]);
    this.#kept = [];
    this.#keptLength = 0;
    return whole;
  }

  #keep(part: Buffer): void {
    this.#kept.push(part);
    this.#keptLength += part.length;
  }

  #fail(reason: string): void {
    this.fault = { number: this.#number, offset: this.#offset, reason };
    this.#kept = [];
  }
}
