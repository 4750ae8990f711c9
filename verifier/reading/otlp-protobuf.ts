// A protobuf export request to the value that the same request has as OTLP JSON, so that all else is read in one way.
// What is bad anywhere in it, whether it matters or not, refuses it as a whole.

import { FIELDS, type Field, isScalar, type MessageName, MOST_NESTED, type Scalar, wireTypeOf } from './otlp-fields.ts';
import { FIXED32, FIXED64, ProtobufWire, VARINT } from './protobuf-wire.ts';

type Value = Record<string, unknown>;

/** As the Collector writes it: what has its default value is left out. Throws TypeError with the reason. */
export function requestOfProtobuf(bytes: Uint8Array): { resourceSpans?: unknown } {
  return readMessage(new ProtobufWire(bytes), 'Request', bytes.length, {}, 0);
}

/** The `service.name` in the bytes of a `Resource`; empty: there is none. Throws like `requestOfProtobuf`. */
export function serviceInProtobuf(resource: Uint8Array): string {
  const { attributes = [] } = readMessage(new ProtobufWire(resource), 'Resource', resource.length, {}, 0) as { attributes?: { key?: string; value?: { stringValue?: string } }[] };
  return attributes.find(({ key }) => key === 'service.name')?.value?.stringValue ?? '';
}

function readMessage(wire: ProtobufWire, name: MessageName, end: number, into: Value, depth: number): Value {
  if (depth > MOST_NESTED) throw new TypeError(`bad protobuf: more than ${MOST_NESTED} messages within each other`);
  const fields = FIELDS[name];
  while (wire.next(end)) {
    const field = fields[wire.field];
    if (field === undefined) wire.skip(end);
    else {
      if (wire.type !== wireTypeOf(field)) throw new TypeError(`not OTLP: field ${wire.field} (\`${field.name}\`) of a \`${name}\` has the wrong type`);
      if (name === 'AnyValue') clearOthers(into, field.name);
      readField(wire, field, end, into, depth, name === 'AnyValue');
    }
  }
  return into;
}

/** Of the kinds of value only one can be there: the last. */
function clearOthers(value: Value, name: string): void {
  for (const other of Object.keys(value)) if (other !== name) delete value[other];
}

/** A message that comes twice where one is expected goes on where it was, by protobuf's rule for merging. */
function readField(wire: ProtobufWire, { name, of, many }: Field, end: number, into: Value, depth: number, keepsDefaults: boolean): void {
  if (isScalar(of)) {
    const value = readScalar(wire, of, end);
    if (keepsDefaults || !DEFAULTS.includes(value)) into[name] = value;
    else delete into[name];
    return;
  }
  const to = wire.span(end);
  if (many) ((into[name] ??= []) as Value[]).push(readMessage(wire, of, to, {}, depth + 1));
  else into[name] = readMessage(wire, of, to, (into[name] ?? {}) as Value, depth + 1);
}

const DEFAULTS: readonly unknown[] = ['', 0, '0'];

function readScalar(wire: ProtobufWire, of: Scalar, end: number): unknown {
  const from = wire.at;
  if (wire.type === VARINT) wire.varint(end);
  else if (wire.type === FIXED64) wire.fixed(end, 8);
  else if (wire.type === FIXED32) wire.fixed(end, 4);
  else return TEXTS[of as keyof typeof TEXTS](bytesOf(wire, end));
  return of === 'double' ? doubleAt(wire.bytes, from) : NUMBERS[of as keyof typeof NUMBERS](wire);
}

const TEXTS = {
  id: (bytes: Buffer) => bytes.toString('hex'),
  text: (bytes: Buffer) => bytes.toString('utf8'),
  base64: (bytes: Buffer) => bytes.toString('base64'),
} as const;

const NUMBERS = {
  truth: ({ low, high }: ProtobufWire) => low !== 0 || high !== 0,
  enumeration: ({ low }: ProtobufWire) => low | 0,
  count: ({ low }: ProtobufWire) => low,
  flags: ({ low }: ProtobufWire) => low,
  decimal: ({ low, high }: ProtobufWire) => String(BigInt.asIntN(64, wide(low, high))),
  nanoseconds: ({ low, high }: ProtobufWire) => String(wide(low, high)),
} as const;

function wide(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

function bytesOf(wire: ProtobufWire, end: number): Buffer {
  const to = wire.span(end);
  const { buffer, byteOffset } = wire.bytes;
  const bytes = Buffer.from(buffer, byteOffset + wire.at, to - wire.at);
  wire.at = to;
  return bytes;
}

/** JSON has no name for numbers that are none, so they are texts there. */
function doubleAt(bytes: Uint8Array, at: number): number | string {
  const value = new DataView(bytes.buffer, bytes.byteOffset + at, 8).getFloat64(0, true);
  return Number.isFinite(value) ? value : String(value);
}
