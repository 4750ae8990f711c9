// The messages of a trace export request: which fields each has, and in which order.
// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto

import { type Encode, list, message, oneOf, type Tally } from './message.ts';
import { Misfit } from './misfit.ts';
import { boolean, bytes, double, enumeration, id, int64, string, uint32, uint64 } from './scalars.ts';

/** Values hold values. Deeper than this nobody means it, and the stack is finite. */
const DEEPEST = 100;

const keyValue = message({ key: string, value: anyValue });
const attributes = list(keyValue);

const VALUE = oneOf({
  stringValue: string,
  boolValue: boolean,
  intValue: int64,
  doubleValue: double,
  arrayValue: message({ values: list(anyValue) }),
  kvlistValue: message({ values: attributes }),
  bytesValue: bytes,
});

const traceId = id(16);
const spanId = id(8);

const event = message({ timeUnixNano: uint64, name: string, attributes, droppedAttributesCount: uint32 });

const link = message({ traceId, spanId, traceState: string, attributes, droppedAttributesCount: uint32, flags: uint32 });

const status = message({
  message: string,
  code: enumeration('STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'),
});

const span = counted(message({
  traceId,
  spanId,
  traceState: string,
  parentSpanId: spanId,
  flags: uint32,
  name: string,
  kind: enumeration('SPAN_KIND_UNSPECIFIED', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT', 'SPAN_KIND_PRODUCER', 'SPAN_KIND_CONSUMER'),
  startTimeUnixNano: uint64,
  endTimeUnixNano: uint64,
  attributes,
  droppedAttributesCount: uint32,
  events: list(event),
  droppedEventsCount: uint32,
  links: list(link),
  droppedLinksCount: uint32,
  status,
}));

const scope = message({ name: string, version: string, attributes, droppedAttributesCount: uint32 });

const scopeSpans = message({ scope, spans: list(span), schemaUrl: string });

const entityRef = message({ schemaUrl: string, type: string, idKeys: list(string), descriptionKeys: list(string) });

const resource = message({ attributes, droppedAttributesCount: uint32, entityRefs: list(entityRef) });

export const tracesData = message({
  resourceSpans: list(message({ resource, scopeSpans: list(scopeSpans), schemaUrl: string })),
});

function anyValue(value: unknown, tally: Tally): string {
  if (tally.depth === DEEPEST) throw new Misfit(`is nested more than ${DEEPEST} values deep`);
  tally.depth += 1;
  const text = VALUE(value, tally);
  tally.depth -= 1;
  return text;
}

function counted(encode: Encode): Encode {
  return (value, tally) => {
    tally.spans += 1;
    return encode(value, tally);
  };
}
