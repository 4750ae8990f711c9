import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, A_SERVER, B_SERVER, clientOfA, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, span, SPANS, TRACE, traceparent } from '../verifier/fixtures.ts';
import type { Span } from '../verifier/span.ts';
import { OpenRequests, type RunState } from './open-requests.ts';
import type { Answer } from './request.ts';

const EDGE = { caller: 'service-a', callee: 'service-b' };
const PROBE = { traceId: TRACE, parentId: PROBE_PARENT, sampled: true };
const STRIPPED = [serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()];

const busy: RunState = { hasTap: true, quiet: 0, truncated: false };
/** Longer than the services' delay of 200 ms and the flush of the file. */
const settled: RunState = { ...busy, quiet: 1_300 };

function answer(traceOfB = TRACE): Answer {
  return {
    httpStatus: 200,
    body: {
      service_a: { trace_id: TRACE, span_id: A_SERVER, parent_span_id: PROBE_PARENT, export_delay_ms: 200 },
      service_b: { trace_id: traceOfB, span_id: B_SERVER, parent_span_id: A_CLIENT, export_delay_ms: 200, received: { traceparent: [traceparent(A_CLIENT)] } },
      service_b_status: 200,
    },
  };
}

function both(spans: readonly Span[]): { tap: Span[]; file: Span[] } {
  return { tap: [...spans], file: [...spans] };
}

/** One request, begun at 0; the clock is moved by the tests. */
function oneOpen(): { open: OpenRequests; clock: { now: number } } {
  const clock = { now: 0 };
  const open = new OpenRequests(EDGE, () => clock.now);
  open.begin(PROBE);
  return { open, clock };
}

function codes(decided: ReturnType<OpenRequests['rest']>): string[] {
  return decided.map(({ verdict }) => verdict.code);
}

test('a request is linked as soon as its answer and its spans are there, and then forgotten', () => {
  const { open, clock } = oneOpen();
  open.saw(both(SPANS));
  assert.deepEqual(open.decided(busy, false), []);
  clock.now = 20;
  open.answered(PROBE, answer());
  clock.now = 50;
  const [decided, ...others] = open.decided(busy, false);
  assert.equal(decided!.verdict.code, 'LINKED');
  assert.deepEqual(decided!.milliseconds, { request: 20, spans: 30 });
  assert.deepEqual(others, []);
  assert.equal(open.size, 0);
  open.saw(both(SPANS));
  assert.deepEqual(open.decided(settled, true), []);
});

test('spans in a trace that only the answer names are the request\'s, whether they come before it or after', () => {
  for (const order of ['before', 'after']) {
    const { open } = oneOpen();
    if (order === 'before') open.saw(both(STRIPPED));
    open.answered(PROBE, answer(OTHER_TRACE));
    if (order === 'after') open.saw(both(STRIPPED));
    const [decided] = open.decided(busy, false);
    assert.equal(decided?.verdict.code, 'NOT_LINKED', order);
    assert.equal(decided.evidence.received.length, 3, order);
  }
});

test('a request without its spans stays open, until nothing can come any more', () => {
  const { open, clock } = oneOpen();
  open.answered(PROBE, answer());
  assert.deepEqual(open.decided(busy, true), []);
  clock.now = 1_100;
  assert.deepEqual(open.decided(settled, true), [], 'the answer is too fresh');
  clock.now = 1_200;
  assert.deepEqual(open.decided({ ...settled, quiet: 1_100 }, true), [], 'something moved lately');
  assert.deepEqual(codes(open.decided(settled, true)), ['NOT_LINKED']);
  assert.equal(open.size, 0);
});

test('what is left at the deadline gets the verdict that it has', () => {
  const { open } = oneOpen();
  open.answered(PROBE, answer());
  assert.deepEqual(codes(open.rest(busy)), ['STILL_ARRIVING']);
  assert.equal(open.size, 0);
});

test('a request without an answer has failed at once', () => {
  const { open } = oneOpen();
  open.answered(PROBE, { error: 'connect ECONNREFUSED' });
  const [decided] = open.decided(busy, false);
  assert.equal(decided?.verdict.code, 'REQUEST_FAILED');
  assert.match(decided.verdict.summary, /connect ECONNREFUSED/);
});

test('only requests of which something is new are judged, unless all are asked for', () => {
  const { open, clock } = oneOpen();
  open.answered(PROBE, answer());
  open.decided(busy, false);
  clock.now = 2_000;
  assert.deepEqual(open.decided(settled, false), []);
  assert.deepEqual(codes(open.decided(settled, true)), ['NOT_LINKED']);
});

test('spans of nobody\'s are kept for a while only: the oldest traces are forgotten', () => {
  for (const [others, spansOfB] of [[4_999, 1], [5_001, 0]] as const) {
    const { open } = oneOpen();
    open.saw(both(STRIPPED));
    for (let number = 0; number < others; number += 1) open.saw(both([span({ traceId: number.toString(16).padStart(32, '0') })]));
    open.answered(PROBE, answer(OTHER_TRACE));
    const [decided] = open.rest(busy);
    assert.equal(decided!.evidence.received.filter(({ service }) => service === 'service-b').length, spansOfB, `${others} others`);
  }
});
