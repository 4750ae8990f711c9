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
  /** Of the message that was begun. */
  #kept: Buffer[] = [];
  #keptLength = 0;
  /** What the message that was begun takes in all, as far as that is known. */
  #wanted = PREFIX;
  #number = 1;
  #offset = 0;

  /** The messages that these bytes complete. */
  feed(bytes: Uint8Array): Message[] {
    const messages: Message[] = [];
    let at = 0;
    while (this.fault === undefined && at < bytes.length) {
      const part = bytes.subarray(at, at + this.#wanted - this.#keptLength);
      at += part.length;
      if (this.#keptLength + part.length < this.#wanted) this.#keep(Buffer.from(part));
      else this.#complete(part, messages);
    }
    return messages;
  }

  /** Nothing more comes. */
  end(): MessageFault | undefined {
    if (this.fault === undefined && this.#keptLength > 0) {
      const length = this.#wanted > PREFIX ? ` of ${this.#wanted - PREFIX} bytes` : '';
      this.#fail(`the message${length} is torn: the file ends ${this.#keptLength} bytes after its beginning`);
    }
    return this.fault;
  }

  #complete(part: Uint8Array, messages: Message[]): void {
    const whole = this.#keptLength === 0 ? part : Buffer.concat([...this.#kept, part]);
    if (this.#wanted === PREFIX) {
      this.#begin(whole);
      return;
    }
    messages.push({ number: this.#number++, offset: this.#offset, payload: whole.subarray(PREFIX) });
    this.#offset += whole.length;
    this.#kept = [];
    this.#keptLength = 0;
    this.#wanted = PREFIX;
  }

  #begin(prefix: Uint8Array): void {
    const length = new DataView(prefix.buffer, prefix.byteOffset).getUint32(0);
    if (length === 0 || length > LONGEST_MESSAGE) {
      this.#fail(`a message cannot be ${length} bytes long, so the rest of the file cannot be read`);
      return;
    }
    this.#wanted = PREFIX + length;
    this.#kept = [Buffer.from(prefix)];
    this.#keptLength = PREFIX;
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
