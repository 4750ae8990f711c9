// What the scanner compares lines with. Its own code knows only addresses and lengths.

import * as at from './core/texts.ts';

const TEXTS: readonly (readonly [at: number, text: string])[] = [
  [at.RESOURCE_SPANS, 'resourceSpans"'],
  [at.RESOURCE, 'resource"'],
  [at.SCOPE_SPANS, 'scopeSpans"'],
  [at.SPANS, 'spans"'],
  [at.TRACE_ID, 'traceId"'],
  [at.SPAN_ID, 'spanId"'],
  [at.PARENT_SPAN_ID, 'parentSpanId"'],
  [at.KIND, 'kind"'],
  [at.FLAGS, 'flags"'],
  [at.START_TIME, 'startTimeUnixNano"'],
  [at.FIRST_TRACE_ID, '{"traceId":"'],
  [at.NEXT_SPAN_ID, ',"spanId":"'],
  [at.NEXT_PARENT, ',"parentSpanId":"'],
  [at.NEXT_FLAGS, ',"flags":'],
  [at.NEXT_NAME, ',"name":"'],
  [at.NEXT_KIND, ',"kind":'],
  [at.NEXT_START, ',"startTimeUnixNano":"'],
  [at.NEXT_END, ',"endTimeUnixNano":"'],
  [at.NEXT_ATTRIBUTES, ',"attributes":['],
  [at.ATTRIBUTE_KEY, '{"key":"'],
  [at.ATTRIBUTE_VALUE, ',"value":{"'],
  [at.STRING_VALUE, 'stringValue":"'],
  [at.INT_VALUE, 'intValue":"'],
  [at.TRUE, 'true'],
  [at.FALSE, 'false'],
  [at.NULL, 'null'],
  [at.SCOPE, 'scope"'],
];

export function writeTexts(memory: Uint8Array): void {
  for (const [packed, text] of TEXTS) Buffer.from(memory.buffer).write(text, packed >>> 8, packed & 0xff, 'latin1');
}
