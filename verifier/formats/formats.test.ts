import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { A_CLIENT, PROBE_PARENT, TRACE, traceparent } from '../fixtures/evidence.ts';
import { FORMATS, propagatorsOf, readingsOf, readWith, writtenWith } from './formats.ts';

test('every format that the headers have is read, valid or not, in the order of the table', () => {
  const readings = readingsOf(new Map([['sentry-trace', ['x']], ['b3', [`${TRACE}-${A_CLIENT}-1`]], ['traceparent', [traceparent(PROBE_PARENT)]], ['user-agent', ['x']]]));
  assert.deepEqual(readings.map(({ format, ...content }) => [format, Object.keys(content)]), [['W3C', ['context']], ['B3 single', ['context']], ['Sentry', ['broken']]]);
});

const FIELDS: [fields: string[], formats: string[]][] = [
  [['traceparent', 'tracestate', 'baggage'], ['W3C']],
  [['b3'], ['B3 single', 'B3 multi']],
  [['X-B3-TraceId', 'X-B3-SpanId', 'X-B3-Flags', 'X-B3-Sampled', 'X-B3-ParentSpanId'], ['B3 multi', 'B3 single']],
  [['uber-trace-id', 'X-Amzn-Trace-Id'], ['Jaeger', 'X-Ray']],
  [['x-datadog-trace-id'], ['Datadog']],
  [['baggage', 'x-b3-sampled', '__proto__'], []],
  [[], []],
];

for (const [fields, formats] of FIELDS) {
  test(`a propagator with the fields ${fields.join(', ') || 'of none'} reads ${formats.join(' and ') || 'no format'}`, () => assert.deepEqual(readWith(fields), formats));
}

test('what a propagator writes is what its fields name', () => {
  assert.deepEqual([writtenWith(['b3']), writtenWith(['x-b3-traceid', 'traceparent'])], [['B3 single'], ['W3C', 'B3 multi']]);
});

test('formats are set by their names in OTEL_PROPAGATORS, once each; some have none', () => {
  assert.equal(propagatorsOf(['B3 multi', 'W3C', 'W3C', 'Sentry']), 'tracecontext,b3multi');
  assert.equal(propagatorsOf([]), '');
});

const NAME = fc.oneof(fc.constantFrom(...FORMATS.flatMap(({ headers }) => headers), 'x-datadog-tags', '__proto__', 'constructor'), fc.string());
const HEX = fc.stringMatching(/^[\da-f]{0,40}$/);
const VALUE = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(HEX, fc.constantFrom('00', '01', 'ff', '0', 'd', 'Root=1', 'Parent')), { maxLength: 5 }).chain((parts) => fc.constantFrom('-', ':', ';', '=', ',').map((by) => parts.join(by))));

test('whatever headers hold, they are read without an error, and a context has ids of the right form', () => {
  fc.assert(fc.property(fc.array(fc.tuple(NAME, fc.array(VALUE, { maxLength: 3 }))), (headers) => {
    for (const reading of readingsOf(new Map(headers))) {
      if ('broken' in reading) assert.match(reading.broken, /\w/);
      else assert.match(`${reading.context.traceId} ${reading.context.parentId} ${typeof reading.context.sampled}`, /^(?!0{32})[\da-f]{32} (?!0{16})[\da-f]{16} (boolean|undefined)$/);
    }
  }), { numRuns: 5_000 });
});

// One that took time with the square of their length would never come to its end.
test('headers of a megabyte are read', { timeout: 120_000 }, () => {
  for (const filling of ['0', 'a', '-', ':', ';', '=', ' ', ',', '%3a', '1-']) {
    const long = filling.repeat(1_000_000 / filling.length);
    readingsOf(new Map([...FORMATS.flatMap(({ headers }) => headers), 'x-datadog-tags'].map((header) => [header, [long]])));
  }
});
