// The fields of OTLP's messages in protobuf, by their numbers, as far as they have a name in OTLP JSON.
// https://github.com/open-telemetry/opentelemetry-proto: trace.proto, common.proto, resource.proto of version 1

import { FIXED32, FIXED64, LENGTH, VARINT } from './protobuf-wire.ts';

const SCALARS = {
  id: LENGTH, text: LENGTH, base64: LENGTH, truth: VARINT, enumeration: VARINT, count: VARINT, decimal: VARINT, nanoseconds: FIXED64, double: FIXED64, flags: FIXED32,
} as const;

export type Scalar = keyof typeof SCALARS;
export type MessageName = 'Request' | 'ResourceSpans' | 'Resource' | 'ScopeSpans' | 'Scope' | 'Span' | 'Event' | 'Link' | 'Status' | 'KeyValue' | 'AnyValue' | 'ArrayValue' | 'KeyValueList';

export interface Field {
  name: string;
  of: Scalar | MessageName;
  /** There may be many of it, which make a list. */
  many: boolean;
}

const one = (name: string, of: Field['of']): Field => ({ name, of, many: false });
const many = (name: string, of: Field['of']): Field => ({ name, of, many: true });

export const FIELDS: Readonly<Record<MessageName, Readonly<Record<number, Field>>>> = {
  Request: { 1: many('resourceSpans', 'ResourceSpans') },
  ResourceSpans: { 1: one('resource', 'Resource'), 2: many('scopeSpans', 'ScopeSpans'), 3: one('schemaUrl', 'text') },
  Resource: { 1: many('attributes', 'KeyValue'), 2: one('droppedAttributesCount', 'count') },
  ScopeSpans: { 1: one('scope', 'Scope'), 2: many('spans', 'Span'), 3: one('schemaUrl', 'text') },
  Scope: { 1: one('name', 'text'), 2: one('version', 'text'), 3: many('attributes', 'KeyValue'), 4: one('droppedAttributesCount', 'count') },
  Span: {
    1: one('traceId', 'id'), 2: one('spanId', 'id'), 3: one('traceState', 'text'), 4: one('parentSpanId', 'id'), 5: one('name', 'text'), 6: one('kind', 'enumeration'),
    7: one('startTimeUnixNano', 'nanoseconds'), 8: one('endTimeUnixNano', 'nanoseconds'), 9: many('attributes', 'KeyValue'), 10: one('droppedAttributesCount', 'count'),
    11: many('events', 'Event'), 12: one('droppedEventsCount', 'count'), 13: many('links', 'Link'), 14: one('droppedLinksCount', 'count'), 15: one('status', 'Status'), 16: one('flags', 'flags'),
  },
  Event: { 1: one('timeUnixNano', 'nanoseconds'), 2: one('name', 'text'), 3: many('attributes', 'KeyValue'), 4: one('droppedAttributesCount', 'count') },
  Link: {
    1: one('traceId', 'id'), 2: one('spanId', 'id'), 3: one('traceState', 'text'), 4: many('attributes', 'KeyValue'), 5: one('droppedAttributesCount', 'count'), 6: one('flags', 'flags'),
  },
  Status: { 2: one('message', 'text'), 3: one('code', 'enumeration') },
  KeyValue: { 1: one('key', 'text'), 2: one('value', 'AnyValue') },
  AnyValue: {
    1: one('stringValue', 'text'), 2: one('boolValue', 'truth'), 3: one('intValue', 'decimal'), 4: one('doubleValue', 'double'), 5: one('arrayValue', 'ArrayValue'),
    6: one('kvlistValue', 'KeyValueList'), 7: one('bytesValue', 'base64'),
  },
  ArrayValue: { 1: many('values', 'AnyValue') },
  KeyValueList: { 1: many('values', 'KeyValue') },
};

/** Messages within messages: values may hold values, and a hostile one holds itself without end. */
export const MOST_NESTED = 200;

export function isScalar(of: Field['of']): of is Scalar {
  return Object.hasOwn(SCALARS, of);
}

export function wireTypeOf({ of }: Field): number {
  return isScalar(of) ? SCALARS[of] : LENGTH;
}
