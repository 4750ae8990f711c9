import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Span } from '../span.ts';
import { requestOfJaeger } from './jaeger.ts';
import { readLine } from './otlp-json.ts';
import { packRequest } from './packing.ts';

const TRACE = 'af7651916cd43dd8448eb211c80319c';
const SERVER = {
  traceID: TRACE, spanID: 'f067aa0ba902b7', flags: 1, operationName: 'GET /work', processID: 'p1', startTime: 1_764_000_000_000_123, duration: 10_000, logs: [], warnings: null,
  references: [{ refType: 'FOLLOWS_FROM', traceID: TRACE, spanID: '1' }, { refType: 'CHILD_OF', traceID: 'ff', spanID: '3' }, { refType: 'CHILD_OF', traceID: TRACE, spanID: '2' }],
  tags: [
    { key: 'span.kind', type: 'string', value: 'server' }, { key: 'otel.scope.name', type: 'string', value: '@opentelemetry/instrumentation-http' }, { key: 'internal.span.format', type: 'string', value: 'otlp' },
    { key: 'http.request.header.traceparent', type: 'string', value: '["one","two"]' }, { key: 'http.request.header.b3', type: 'string', value: '[odd' }, { key: 'http.response.status_code', type: 'int64', value: 503 },
    { key: 'error', type: 'bool', value: true },
  ],
};
const PROCESSES = { p1: { serviceName: 'service-b', tags: [{ key: 'host.name', type: 'string', value: 'x' }] } };
const exported = (...spans: object[]): unknown => ({ data: [{ traceID: TRACE, spans, processes: PROCESSES, warnings: null }], total: 0, limit: 0, offset: 0, errors: null });

function spansOf(document: unknown): Span[] {
  const read = readLine(JSON.stringify(requestOfJaeger(document)));
  assert.ok('spans' in read, JSON.stringify(read));
  return read.spans;
}

function spanWith(fields: object): Span {
  return spansOf(exported({ ...SERVER, ...fields }))[0]!;
}

test('a span has all that it has in OTLP', () => {
  assert.deepEqual(spansOf(exported(SERVER)), [{
    service: 'service-b', scope: '@opentelemetry/instrumentation-http', kind: 'SERVER', name: 'GET /work', traceId: `0${TRACE}`, spanId: '00f067aa0ba902b7', parentSpanId: '0000000000000002', flags: 0,
    status: 'ERROR', requestHeaders: new Map([['traceparent', ['one', 'two']], ['b3', ['[odd']]]), responseStatus: 503, request: undefined, host: undefined, startTime: 1_764_000_000_000, endTime: 1_764_000_000_010,
    links: [{ traceId: `0${TRACE}`, spanId: '0000000000000001' }, { traceId: '000000000000000000000000000000ff', spanId: '0000000000000003' }],
  }]);
});

test('its tags keep their types, save those that became fields', () => {
  const tags = [{ key: 'a', type: 'float64', value: 1 }, { key: 'b', type: 'bool', value: false }, { key: 'c', value: 7 }, { key: 'd', type: 'string', value: '["x"]' }, { key: 'span.kind', value: 'client' }, { key: '__proto__', value: 'x' }];
  const { resourceSpans: [group] } = requestOfJaeger(exported({ ...SERVER, tags })) as { resourceSpans: { resource: object; scopeSpans: { spans: { attributes: object[] }[] }[] }[] };
  assert.deepEqual(group!.scopeSpans[0]!.spans[0]!.attributes, [
    { key: 'a', value: { doubleValue: 1 } }, { key: 'b', value: { boolValue: false } }, { key: 'c', value: { intValue: '7' } }, { key: 'd', value: { stringValue: '["x"]' } }, { key: '__proto__', value: { stringValue: 'x' } },
  ]);
  assert.deepEqual(group!.resource, { attributes: [{ key: 'service.name', value: { stringValue: 'service-b' } }, { key: 'host.name', value: { stringValue: 'x' } }] });
});

test('it makes a record with its time', () => {
  const { records, oddities } = packRequest(requestOfJaeger(exported(SERVER)), 0, () => 0);
  assert.deepEqual([...records], [0x0af76519, 0x16cd43dd, 0x8448eb21, 0x1c80319c, 0x00f067aa, 0x0ba902b7, 0, 2, 2, 0, 1_764_000_000]);
  assert.equal(oddities.size, 0);
});

test('a reference to another trace is no parent, and without any it is a root', () => {
  assert.equal(spanWith({ references: [{ refType: 'CHILD_OF', traceID: 'ff', spanID: '3' }] }).parentSpanId, undefined);
  assert.equal(spanWith({ references: null }).parentSpanId, undefined);
  assert.equal(spanWith({ references: [], parentSpanID: 'AB' }).parentSpanId, '00000000000000ab');
});

const STATUSES: [tags: [key: string, value: unknown][], status: string][] = [
  [[], 'UNSET'], [[['error', true]], 'ERROR'], [[['error', 'true']], 'ERROR'], [[['error', false]], 'UNSET'], [[['otel.status_code', 'ERROR']], 'ERROR'], [[['otel.status_code', 'OK'], ['error', true]], 'OK'],
];

for (const [tags, status] of STATUSES) {
  test(`tags ${JSON.stringify(tags)} are the status ${status}`, () => assert.equal(spanWith({ tags: tags.map(([key, value]) => ({ key, value })) }).status, status));
}

test('a span of a process that is not there has no service', () => {
  for (const processID of ['p2', 'constructor', '__proto__', undefined]) assert.equal(spanWith({ processID }).service, '');
});

test('nothing exported is no spans', () => assert.deepEqual([spansOf({ data: [] }), spansOf({ data: null }), spansOf({ data: [{ traceID: '1' }] })], [[], [], []]));

const BAD: [document: unknown, reason: string][] = [
  [[], 'the document is no object'], [{ data: {} }, '`data` of the document is no list'], [{ data: [7] }, 'data[0] is no object'], [{ data: [{ spans: 'x' }] }, '`spans` of data[0] is no list'],
  [{ data: [{ spans: [null] }] }, 'data[0].spans[0] is no object'], [exported({ ...SERVER, spanID: 7 }), 'data[0].spans[0] has no `spanID`'], [exported({ ...SERVER, traceID: undefined }), 'data[0].spans[0] has no `traceID`'],
  [exported({ ...SERVER, references: [{ refType: 'CHILD_OF' }] }), 'data[0].spans[0].references[0] has no `traceID`'], [exported({ ...SERVER, startTime: 'now' }), '`startTime` of data[0].spans[0] is no number of microseconds'],
  [exported({ ...SERVER, tags: [7] }), 'data[0].spans[0].tags[0] is no object'], [{ data: [{ processes: [] }] }, 'data[0].processes is no object'],
];

for (const [document, reason] of BAD) {
  test(`refused: ${reason}`, () => assert.throws(() => requestOfJaeger(document), { name: 'TypeError', message: `not an export of Jaeger: ${reason}` }));
}
