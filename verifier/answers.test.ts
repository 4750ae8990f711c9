import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type AnswerOfB, readAnswers } from './answers.ts';
import { A_CLIENT, A_SERVER, B_SERVER, PROBE_PARENT, TRACE, traceparent } from './fixtures/evidence.ts';
import { seen } from './truth.ts';

const FIELDS = ['traceparent', 'tracestate', 'baggage'];
const SERVICE_A = {
  service: 'service-a', trace_id: TRACE, span_id: A_SERVER, parent_span_id: PROBE_PARENT, parent_is_remote: true, sampled: true,
  propagation_fields: FIELDS, export_delay_ms: 200,
};
const SERVICE_B = { ...SERVICE_A, service: 'service-b', span_id: B_SERVER, parent_span_id: A_CLIENT, received: { traceparent: [traceparent(A_CLIENT)] } };
const NOTHING_SAID = { service: null, traceId: null, spanId: null, parentSpanId: null, parentIsRemote: null, sampled: null, propagationFields: null, exportDelayMs: null };

function answerOfB(service_b: unknown): AnswerOfB {
  const { b } = readAnswers(200, { service_b });
  assert.ok(seen(b));
  return b;
}

test('the answer of the lab is read whole', () => {
  const own = { traceId: TRACE, parentIsRemote: true, sampled: true, propagationFields: FIELDS, exportDelayMs: 200 };
  assert.deepEqual(readAnswers(200, { service_a: SERVICE_A, service_b: SERVICE_B, service_b_status: 200 }), {
    a: { ...own, service: 'service-a', spanId: A_SERVER, parentSpanId: PROBE_PARENT, httpStatus: 200, error: null, statusOfB: 200 },
    b: { ...own, service: 'service-b', spanId: B_SERVER, parentSpanId: A_CLIENT, received: new Map([['traceparent', [traceparent(A_CLIENT)]]]) },
  });
});

test('an error that A names is the error; its answer is read all the same', () => {
  const { a, b } = readAnswers(502, { service_a: SERVICE_A, service_b: null, service_b_status: null, error: 'The call failed.' });
  assert.ok(seen(a));
  assert.deepEqual([a.error, a.httpStatus, a.spanId, a.statusOfB], ['The call failed.', 502, A_SERVER, null]);
  assert.equal(b, 'unknown');
});

test('something else than JSON is an error', () => {
  const { a, b } = readAnswers(404, undefined);
  assert.deepEqual(a, { ...NOTHING_SAID, httpStatus: 404, error: 'Service A answered 404 with something else than JSON.', statusOfB: null });
  assert.equal(b, 'unknown');
});

for (const body of [null, true, 7, 'text', [], [{ service_a: SERVICE_A }], {}, { service_a: 'text', service_b: [] }, { service_b: 'text' }, { service_b: 5 }, { service_b: {} }]) {
  test(`${JSON.stringify(body).slice(0, 40)} says nothing about any span, and nobody knows what B would say`, () => {
    assert.deepEqual(readAnswers(200, body), { a: { ...NOTHING_SAID, httpStatus: 200, error: null, statusOfB: null }, b: 'unknown' });
  });
}

test('what has another type than it should is null', () => {
  const wrong = { trace_id: 1, span_id: {}, parent_span_id: [], parent_is_remote: 'true', sampled: 1, propagation_fields: 'traceparent', export_delay_ms: '200' };
  const { a } = readAnswers(200, { service_a: wrong, service_b_status: '200', error: 5 });
  assert.deepEqual(a, { ...NOTHING_SAID, httpStatus: 200, error: null, statusOfB: null });
});

test('ids are told in lower case; one of zeros, and an empty one, are none', () => {
  assert.equal(answerOfB({ ...SERVICE_B, span_id: B_SERVER.toUpperCase() }).spanId, B_SERVER);
  for (const span_id of ['0000000000000000', '']) assert.equal(answerOfB({ ...SERVICE_B, span_id }).spanId, null);
});

test('of propagation fields only the texts are kept; an empty list stays one', () => {
  assert.deepEqual(answerOfB({ ...SERVICE_B, propagation_fields: ['b3', 3, null] }).propagationFields, ['b3']);
  assert.deepEqual(answerOfB({ ...SERVICE_B, propagation_fields: [] }).propagationFields, []);
});

test('every value of a received header is kept, by its name in lower case', () => {
  assert.deepEqual(answerOfB({ received: { TraceParent: ['one', 'two'] } }).received, new Map([['traceparent', ['one', 'two']]]));
});

test('no received header at all is an answer', () => assert.deepEqual(answerOfB({ ...SERVICE_B, received: {} }).received, new Map()));

for (const received of [undefined, null, [], 'text', 5, { traceparent: 'text' }, { traceparent: [] }, { traceparent: [1] }, { traceparent: ['text', null] }]) {
  test(`received headers of the shape ${JSON.stringify(received)} are none that were told`, () => {
    assert.equal(answerOfB({ ...SERVICE_B, received }).received, null);
  });
}

test('keys that every object has are no answers', () => {
  const hostile: unknown = JSON.parse('{"__proto__": {"error": "x"}, "constructor": 1, "service_b": {"received": {"__proto__": ["x"], "constructor": ["y"]}}}');
  const { a, b } = readAnswers(200, hostile);
  assert.ok(seen(a) && seen(b));
  assert.equal(a.error, null);
  assert.deepEqual(b.received, new Map([['__proto__', ['x']], ['constructor', ['y']]]));
});
