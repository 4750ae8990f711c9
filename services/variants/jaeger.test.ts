import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';

import { jaegerPropagator } from './jaeger.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

function extracted(value: string): unknown {
  return trace.getSpanContext(jaegerPropagator.extract(ROOT_CONTEXT, { 'uber-trace-id': value }, defaultTextMapGetter));
}

const read: [value: string, expected: unknown][] = [
  [`${TRACE}:${PARENT}:0:1`, { traceId: TRACE, spanId: PARENT, traceFlags: 1, isRemote: true }],
  [`${TRACE}:${PARENT}:0:0`, { traceId: TRACE, spanId: PARENT, traceFlags: 0, isRemote: true }],
  ['a3ce929d0e0e4736:f067aa0ba902b7:0:3', { traceId: `${'0'.repeat(16)}a3ce929d0e0e4736`, spanId: PARENT, traceFlags: 1, isRemote: true }],
  [`0:${PARENT}:0:1`, undefined],
  ['nonsense', undefined],
  ['', undefined],
];

for (const [value, expected] of read) {
  test(`read from \`${value}\`: ${expected ? 'a context' : 'none'}`, () => assert.deepEqual(extracted(value), expected));
}

test('what it writes is what it reads', () => {
  const carrier: Record<string, string> = {};
  jaegerPropagator.inject(trace.setSpanContext(ROOT_CONTEXT, { traceId: TRACE, spanId: PARENT, traceFlags: 1 }), carrier, defaultTextMapSetter);
  assert.deepEqual(carrier, { 'uber-trace-id': `${TRACE}:${PARENT}:0:1` });
});
