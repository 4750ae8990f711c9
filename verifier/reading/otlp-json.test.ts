import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OTHER_TRACE, PROBE_PARENT, span, TRACE } from '../fixtures/evidence.ts';
import type { Span } from '../span.ts';
import { readLine } from './otlp-json.ts';

const ID = 'f000000000000000';
const MINIMAL = { traceId: TRACE, spanId: ID };
const READ = span({ service: '', scope: '', kind: 'UNSPECIFIED', name: '', flags: 0, startTime: 0, endTime: 0 });

function lineOf(...spans: unknown[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

function spansOf(line: string): Span[] {
  const read = readLine(line);
  assert.ok('spans' in read, JSON.stringify(read));
  return read.spans;
}

/** The one span of a line that says `fields` besides its ids. */
function spanWith(fields: Record<string, unknown>): Span {
  const [first, ...others] = spansOf(lineOf({ ...MINIMAL, ...fields }));
  assert.deepEqual(others, []);
  return first!;
}

const AS_THE_COLLECTOR_WRITES_IT = `{"resourceSpans":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"x"}},
  {"key":"service.name","value":{"stringValue":"service-b"}}]},"scopeSpans":[{"scope":{"name":"@opentelemetry/instrumentation-http"},"spans":[
  {"traceId":"${TRACE}","spanId":"${ID}","parentSpanId":"${PROBE_PARENT}","flags":769,"name":"GET /work","kind":2,
  "startTimeUnixNano":"1764000000000000000","endTimeUnixNano":"1764000000010000000",
  "attributes":[{"key":"http.request.header.traceparent","value":{"arrayValue":{"values":[{"stringValue":"one"},{"stringValue":"two"}]}}},
  {"key":"http.request.header.user-agent","value":{"stringValue":"axios/1"}},{"key":"http.response.status_code","value":{"intValue":"503"}}],
  "events":[{"name":"x"}],"links":[{"traceId":"${OTHER_TRACE}","spanId":"1111111111111111"}],"status":{"code":2,"message":"no"}}]}],
  "schemaUrl":"https://opentelemetry.io/schemas/1.37.0"}]}`.replaceAll('\n', '');

test('a line of the Collector\'s file exporter is read', () => {
  assert.deepEqual(readLine(AS_THE_COLLECTOR_WRITES_IT), {
    spans: [span({
      service: 'service-b', kind: 'SERVER', name: 'GET /work', spanId: ID, parentSpanId: PROBE_PARENT, flags: 769, status: 'ERROR', responseStatus: 503,
      requestHeaders: new Map([['traceparent', ['one', 'two']], ['user-agent', ['axios/1']]]), links: [{ traceId: OTHER_TRACE, spanId: '1111111111111111' }],
    })],
  });
});

test('all that is not its ids may be missing from a span', () => assert.deepEqual(spanWith({}), READ));

test('times are milliseconds, whatever they are written as', () => {
  for (const [written, read] of [['1764000000010999999', 1_764_000_000_010], [1_764_000_000_010_000_000n.toString(), 1_764_000_000_010], [undefined, 0], ['soon', 0], [-5, 0]] as const) {
    assert.equal(spanWith({ startTimeUnixNano: written }).startTime, read, String(written));
  }
});

test('every group, scope and span of a line is read, in its order', () => {
  const group = (service: string, ...ids: string[]) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: ids.map((spanId) => ({ spans: [{ traceId: TRACE, spanId }] })),
  });
  const spans = spansOf(JSON.stringify({ resourceSpans: [group('a', '01', '02'), group('b', '03')] }));
  assert.deepEqual(spans.map(({ service, spanId }) => `${service} ${spanId}`), ['a 01', 'a 02', 'b 03']);
});

for (const parentSpanId of [undefined, null, '', '0000000000000000', '00']) {
  test(`a parent of ${JSON.stringify(parentSpanId)} is a root`, () => assert.equal(spanWith({ parentSpanId }).parentSpanId, undefined));
}

test('a parent that has a digit is none', () => assert.equal(spanWith({ parentSpanId: '0000000000000001' }).parentSpanId, '0000000000000001'));

test('ids are told in lower case', () => {
  const { traceId, spanId, parentSpanId } = spanWith({ traceId: TRACE.toUpperCase(), spanId: ID.toUpperCase(), parentSpanId: PROBE_PARENT.toUpperCase() });
  assert.deepEqual([traceId, spanId, parentSpanId], [TRACE, ID, PROBE_PARENT]);
});

const KINDS: [kind: unknown, read: string][] = [
  [0, 'UNSPECIFIED'], [1, 'INTERNAL'], [2, 'SERVER'], [3, 'CLIENT'], [4, 'PRODUCER'], [5, 'CONSUMER'], ['3', 'CLIENT'], ['SPAN_KIND_SERVER', 'SERVER'],
  [6, 'UNSPECIFIED'], [-1, 'UNSPECIFIED'], [2.5, 'UNSPECIFIED'], ['SERVER', 'UNSPECIFIED'], [null, 'UNSPECIFIED'], [{}, 'UNSPECIFIED'], ['length', 'UNSPECIFIED'],
];

for (const [kind, read] of KINDS) {
  test(`the kind ${JSON.stringify(kind)} is ${read}`, () => assert.equal(spanWith({ kind }).kind, read));
}

const STATUSES: [status: unknown, read: string][] = [
  [{ code: 0 }, 'UNSET'], [{ code: 1 }, 'OK'], [{ code: 2 }, 'ERROR'], [{ code: '2' }, 'ERROR'], [{ code: 'STATUS_CODE_ERROR' }, 'ERROR'],
  [{}, 'UNSET'], [null, 'UNSET'], [[], 'UNSET'], ['ERROR', 'UNSET'], [{ code: 3 }, 'UNSET'],
];

for (const [status, read] of STATUSES) {
  test(`the status ${JSON.stringify(status)} is ${read}`, () => assert.equal(spanWith({ status }).status, read));
}

test('numbers may be written as texts', () => {
  const attributes = (intValue: unknown) => [{ key: 'http.response.status_code', value: { intValue } }];
  assert.equal(spanWith({ flags: '769' }).flags, 769);
  assert.equal(spanWith({ attributes: attributes('200') }).responseStatus, 200);
  assert.equal(spanWith({ attributes: attributes(200) }).responseStatus, 200);
});

const HEADERS: [says: string, value: unknown, values: string[]][] = [
  ['a list', { arrayValue: { values: [{ stringValue: 'x' }] } }, ['x']],
  ['a list of two', { arrayValue: { values: [{ stringValue: 'x' }, { stringValue: 'y' }] } }, ['x', 'y']],
  ['a plain text', { stringValue: 'x' }, ['x']],
  ['an empty text', { stringValue: '' }, ['']],
  ['a list that holds no text', { arrayValue: { values: [{ intValue: '1' }] } }, ['']],
];

for (const [says, value, values] of HEADERS) {
  test(`a recorded header may be ${says}`, () => {
    assert.deepEqual(spanWith({ attributes: [{ key: 'http.request.header.b3', value }] }).requestHeaders, new Map([['b3', values]]));
  });
}

test('other attributes are no headers, and keys that every object has are keys like others', () => {
  const attributes = ['http.response.header.b3', 'b3', '__proto__', 'constructor', 'http.request.header.__proto__', 7, null]
    .map((key) => ({ key, value: { stringValue: 'x' } }));
  assert.deepEqual(spanWith({ attributes }).requestHeaders, new Map([['__proto__', ['x']]]));
});

for (const line of ['{}', '{"resourceSpans":[]}', '{"resourceSpans":null}', '{"resourceMetrics":[{}]}', '{"resourceSpans":[{}]}', '{"resourceSpans":[{"scopeSpans":[{"spans":null}]}]}']) {
  test(`a line without spans has none: ${line}`, () => assert.deepEqual(spansOf(line), []));
}

test('unknown fields are passed over, with whatever they hold', () => {
  assert.deepEqual(spanWith({ traceState: 'a=b', droppedAttributesCount: 1, novelty: { traceId: 'not this one' } }), READ);
});

test('an attribute may hold OTLP JSON of its own', () => {
  const attributes = [{ key: 'body', value: { stringValue: lineOf({ traceId: OTHER_TRACE, spanId: '1111111111111111' }) } }];
  assert.deepEqual(spanWith({ attributes }), READ);
});

const NO_OBJECT = 'not a JSON object';
const NO_LIST = 'not OTLP: a list of objects was expected';
const WHOLE = lineOf(MINIMAL);

const UNREADABLE: [says: string, line: string, reason: string | RegExp][] = [
  ['a text', '"text"', NO_OBJECT],
  ['a number', '7', NO_OBJECT],
  ['null', 'null', NO_OBJECT],
  ['a list', '[]', NO_OBJECT],
  ['a map in place of a list of groups', '{"resourceSpans":{}}', NO_LIST],
  ['a text in place of a list of groups', '{"resourceSpans":"x"}', NO_LIST],
  ['null in place of a group', '{"resourceSpans":[null]}', NO_LIST],
  ['a number in place of a span', lineOf(7), NO_LIST],
  ['a list in place of a span', lineOf([]), 'a span without a `traceId`'],
  ['attributes as a map', lineOf({ ...MINIMAL, attributes: { a: 1 } }), NO_LIST],
  ['no trace id', lineOf({ spanId: ID }), 'a span without a `traceId`'],
  ['an empty span id', lineOf({ traceId: TRACE, spanId: '' }), 'a span without a `spanId`'],
  ['a trace id as a number', lineOf({ traceId: 12, spanId: ID }), 'a span without a `traceId`'],
  ['a span id as a list', lineOf({ traceId: TRACE, spanId: [ID] }), 'a span without a `spanId`'],
  ['a parent as a number', lineOf({ ...MINIMAL, parentSpanId: 12 }), 'a span without a `parentSpanId`'],
  ['a byte order mark', `\uFEFF${WHOLE}`, /JSON/],
  ['NUL bytes', `\0\0${WHOLE}`, /JSON/],
  ['two lines glued together', WHOLE + WHOLE, /JSON/],
  ['the middle of a line and the next one glued on', WHOLE.slice(0, 60) + WHOLE, /JSON/],
  ['nothing', '', /JSON/],
];

for (const [says, line, reason] of UNREADABLE) {
  test(`a line that is or holds ${says} is refused with the reason`, () => {
    const read = readLine(line);
    assert.ok('unreadable' in read);
    if (typeof reason === 'string') assert.equal(read.unreadable, reason);
    else assert.match(read.unreadable, reason);
  });
}

test('a torn line is refused wherever it is torn', () => {
  for (let length = 1; length < WHOLE.length; length++) assert.ok('unreadable' in readLine(WHOLE.slice(0, length)), `torn after ${length}`);
});

test('a value nested 200,000 deep is refused or passed over, and throws nothing', () => {
  const nested = '['.repeat(200_000) + ']'.repeat(200_000);
  assert.doesNotThrow(() => readLine(`{"resourceSpans":${nested}}`));
  assert.doesNotThrow(() => readLine(`{"x":${nested},"resourceSpans":[]}`));
});
