// Both stand-ins, each against the thing itself.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { before, test, type TestContext } from 'node:test';

import { context, defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';

import { serveAdmin } from '../admin.ts';
import { switchablePropagator } from './switchable-propagator.ts';
import { switchableSampler } from './switchable-sampler.ts';

const PARENT = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 };

let url: string;
before(async () => {
  const server = serveAdmin({ ADMIN_PORT: '0' })!;
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/switches`;
});

async function turn(t: TestContext, name: string, value: string): Promise<void> {
  const put = (to: string): Promise<Response> => fetch(url, { method: 'PUT', body: JSON.stringify({ [name]: to }) });
  const start = ((await (await fetch(url)).json()) as Record<string, { start: string }>)[name]!.start;
  t.after(() => put(start));
  assert.equal((await put(value)).status, 200);
}

/** What each writes, in the order in which it does. */
const written: [value: string, headers: string[]][] = [
  ['tracecontext,baggage', ['traceparent']],
  ['tracecontext', ['traceparent']],
  ['b3', ['b3']],
  ['b3multi', ['x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled']],
  ['jaeger', ['uber-trace-id']],
  ['xray', ['x-amzn-trace-id']],
  ['none', []],
];

for (const [value, headers] of written) {
  test(`OTEL_PROPAGATORS turned to ${value}: it writes ${headers.join(', ') || 'nothing'}, and reads what it wrote`, async (t) => {
    await turn(t, 'OTEL_PROPAGATORS', value);
    const carrier: Record<string, string> = {};
    switchablePropagator.inject(trace.setSpanContext(ROOT_CONTEXT, PARENT), carrier, defaultTextMapSetter);
    assert.deepEqual(Object.keys(carrier).map((name) => name.toLowerCase()), headers);
    const { traceId, spanId } = trace.getSpanContext(switchablePropagator.extract(context.active(), carrier, defaultTextMapGetter)) ?? {};
    assert.deepEqual({ traceId, spanId }, headers.length === 0 ? { traceId: undefined, spanId: undefined } : { traceId: PARENT.traceId, spanId: PARENT.spanId });
    assert.deepEqual(headers.filter((name) => !switchablePropagator.fields().map((field) => field.toLowerCase()).includes(name)), []);
  });
}

const samples: [value: string, ofRecordedParent: boolean, ofUnrecordedParent: boolean, ofNone: boolean][] = [
  ['parentbased_always_on', true, false, true],
  ['parentbased_always_off', true, false, false],
  ['always_on', true, true, true],
  ['always_off', false, false, false],
];

for (const [value, ...expected] of samples) {
  test(`OTEL_TRACES_SAMPLER turned to ${value}: it records as that one does`, async (t) => {
    await turn(t, 'OTEL_TRACES_SAMPLER', value);
    const parents = [trace.setSpanContext(ROOT_CONTEXT, PARENT), trace.setSpanContext(ROOT_CONTEXT, { ...PARENT, traceFlags: 0 }), ROOT_CONTEXT];
    const decisions = parents.map((parent) => switchableSampler.shouldSample(parent, PARENT.traceId, 'GET', SpanKind.SERVER, {}, []).decision);
    assert.deepEqual(decisions.map((decision) => decision === SamplingDecision.RECORD_AND_SAMPLED), expected);
  });
}
