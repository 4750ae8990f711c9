// The parts of a file that are read one by one where the scanner of lines is of no use: messages, whole documents, and
// lines that are to be found again in what is compressed.

import type { Framing } from '../../verifier/reading/framing.ts';
import { requestOfJaeger } from '../../verifier/reading/jaeger.ts';
import { LineReader } from '../../verifier/reading/lines.ts';
import { MessageReader } from '../../verifier/reading/messages.ts';
import { requestOfProtobuf } from '../../verifier/reading/otlp-protobuf.ts';
import { payloadOf } from '../../verifier/reading/payload.ts';
import { bytesOf } from './bytes.ts';
import type { OnFault } from './blocks.ts';
import type { Source } from './sources.ts';
import { textOf } from './text-of.ts';

export interface Unit {
  /** Counted from 1. */
  number: number;
  /** Where it begins in the decompressed bytes of its file. */
  offset: number;
  kind: 'message' | 'json' | 'jaeger' | 'protobuf';
  bytes: Uint8Array;
}

/** A document is kept whole while it is read. Bytes. */
const LONGEST_DOCUMENT = 256 * 1024 * 1024;

/** `onRefused` is told of what cannot be a unit, after which nothing more is read. Each is good until the next. */
export async function* unitsOf(source: Source, framing: Framing['kind'], signal: AbortSignal, onFault: OnFault, onRefused: (number: number, reason: string) => void): AsyncGenerator<Unit> {
  const chunks = bytesOf(source, signal, onFault);
  if (framing === 'messages') yield* messagesIn(chunks, onRefused);
  else if (framing === 'lines') yield* linesIn(chunks);
  else yield* documentIn(chunks, framing === 'jaeger' || framing === 'protobuf' ? framing : 'json', onRefused);
}

/** The export requests of a unit, as OTLP JSON has them. Throws SyntaxError or TypeError with the reason where it is none. */
export function requestsOf({ kind, bytes }: Unit): unknown[] {
  if (kind === 'message') {
    const payload = payloadOf(bytes);
    return requestsOf({ kind: payload.kind, bytes: payload.bytes, number: 1, offset: 0 });
  }
  if (kind === 'protobuf') return [requestOfProtobuf(bytes)];
  const parsed: unknown = JSON.parse(textOf(bytes));
  if (kind === 'jaeger') return [requestOfJaeger(parsed)];
  return Array.isArray(parsed) ? parsed : [parsed];
}

async function* messagesIn(chunks: AsyncIterable<Uint8Array>, onRefused: (number: number, reason: string) => void): AsyncGenerator<Unit> {
  const reader = new MessageReader();
  for await (const chunk of chunks) {
    for (const { number, offset, payload } of reader.feed(chunk)) yield { number, offset, kind: 'message', bytes: payload };
    if (reader.fault) break;
  }
  const fault = reader.end();
  if (fault) onRefused(fault.number, `${fault.reason} (byte ${fault.offset})`);
}

async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Unit> {
  const reader = new LineReader();
  const unit = ({ number, offset, text }: NonNullable<ReturnType<LineReader['end']>>): Unit[] => text === undefined ? [] : [{ number, offset, kind: 'json', bytes: Buffer.from(text) }];
  for await (const chunk of chunks) for (const line of reader.feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))) yield* unit(line);
  const last = reader.end();
  if (last) yield* unit(last);
}

async function* documentIn(chunks: AsyncIterable<Uint8Array>, kind: Unit['kind'], onRefused: (number: number, reason: string) => void): AsyncGenerator<Unit> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > LONGEST_DOCUMENT) return onRefused(1, `one document of more than ${LONGEST_DOCUMENT / 1024 ** 2} MiB`);
    parts.push(Buffer.from(chunk));
  }
  yield { number: 1, offset: 0, kind, bytes: Buffer.concat(parts) };
}

