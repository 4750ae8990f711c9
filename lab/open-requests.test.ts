import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  A_CLIENT, A_SERVER, B_SERVER, clientOfA, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, span, SPANS, STOOD, TRACE, traceparent,
} from '../verifier/fixtures/evidence.ts';
import type { Span } from '../verifier/span.ts';
import { type Expected, type Moment, OpenRequests } from './open-requests.ts';
import type { Answer } from './request.ts';
import type { NewSpans } from './watch.ts';

const EDGES: Expected['edges'] = [{ caller: 'service-a', callee: 'service-b' }];
const PROBE = { traceId: TRACE, parentId: PROBE_PARENT, sampled: true };
const STRIPPED = [serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()];

const busy: Moment = { hasTap: true, quiet: 0, emptied: STOOD, allWritten: true, holding: false, outage: false, gone: () => false };
/** Longer than the services' delay of 200 ms and the flush of the file. */
const settled: Moment = { ...busy, quiet: 1_300 };

function answer(traceOfB = TRACE): Answer {
  return {
    httpStatus: 200,
    body: {
      service_a: { trace_id: TRACE, span_id: A_SERVER, parent_span_id: PROBE_PARENT, sampled: true, propagation_fields: ['traceparent'], export_delay_ms: 200 },
      service_b: {
        trace_id: traceOfB, span_id: B_SERVER, parent_span_id: traceOfB === TRACE ? A_CLIENT : null, sampled: true, propagation_fields: ['traceparent'], export_delay_ms: 200,
        received: traceOfB === TRACE ? { traceparent: [traceparent(A_CLIENT)] } : {},
      },
      service_b_status: 200,
    },
  };
}

function both(spans: readonly Span[], emptied = { tap: false, file: false }): NewSpans {
  return { tap: [...spans], file: [...spans], emptied };
}

/** One request, begun at 0; the clock is moved by the tests. */
function oneOpen(ownLab = false): { open: OpenRequests; clock: { now: number } } {
  const clock = { now: 0 };
  const open = new OpenRequests({ edges: EDGES, requests: 1, ownLab }, () => clock.now);
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
    assert.equal(decided?.verdict.code, 'HEADER_STRIPPED', order);
    assert.equal(decided.evidence.received.length, 3, order);
  }
});

test('a verdict that the tap alone would give waits for the file', () => {
  const { open } = oneOpen();
  open.answered(PROBE, answer(OTHER_TRACE));
  open.saw({ ...both(STRIPPED), file: [] });
  assert.deepEqual(codes(open.decided(busy, false)), []);
  open.saw({ ...both(STRIPPED), tap: [] });
  assert.deepEqual(codes(open.decided(busy, false)), ['HEADER_STRIPPED']);
});

test('a request without its spans stays open, until nothing can come any more', () => {
  const { open, clock } = oneOpen();
  open.answered(PROBE, answer());
  assert.deepEqual(open.decided(busy, true), []);
  clock.now = 1_100;
  assert.deepEqual(open.decided(settled, true), [], 'the answer is too fresh');
  clock.now = 1_200;
  assert.deepEqual(open.decided({ ...settled, quiet: 1_100 }, true), [], 'something moved lately');
  assert.deepEqual(codes(open.decided(settled, true)), ['CALLER_NOT_EXPORTED']);
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
  assert.deepEqual(codes(open.decided(settled, true)), ['CALLER_NOT_EXPORTED']);
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

test('in a lab of its own, one request has every span that comes; otherwise what nobody names is a stray', () => {
  for (const [ownLab, strays, received] of [[true, 0, 3], [false, 1, 2]] as const) {
    const { open } = oneOpen(ownLab);
    open.saw(both(STRIPPED));
    open.answered(PROBE, { httpStatus: 200, body: {} });
    const [decided] = open.rest(busy);
    assert.deepEqual([decided!.evidence.strays.length / 2, decided!.evidence.received.length], [strays, received], String(ownLab));
  }
});

test('what was seen in a file that is emptied is forgotten', () => {
  const { open, clock } = oneOpen();
  open.saw(both(SPANS));
  open.saw(both([], { tap: false, file: true }));
  open.answered(PROBE, answer());
  clock.now = 1_300;
  assert.deepEqual(codes(open.decided({ ...settled, allWritten: false }, true)), ['DROPPED_IN_COLLECTOR']);
});

test('spans that come when a request is over are nobody\'s strays', () => {
  const { open } = oneOpen();
  const second = { ...PROBE, traceId: OTHER_TRACE };
  open.begin(second);
  open.saw(both(SPANS));
  open.answered(PROBE, answer());
  assert.deepEqual(codes(open.decided(busy, false)), ['LINKED']);
  open.saw(both([serverOfB({ spanId: 'bbbbbbbbbbbbbb02' })]));
  open.answered(second, { httpStatus: 200, body: {} });
  assert.deepEqual(open.rest(busy)[0]!.evidence.strays, []);
});
