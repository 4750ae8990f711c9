import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT_2, B_SERVER_2, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, SPANS } from '../../verifier/fixtures/evidence.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import type { Gathered } from '../../verifier/gathered.ts';
import type { Graded } from './graded.ts';
import { SPAN_CONDITIONS } from './span-conditions.ts';

const NO_LAB = { root: '/', services: new Map() };

/** These conditions look at the evidence only. */
function graded(...hops: Gathered[]): Graded {
  return { topology: NO_LAB, shipped: NO_LAB, judged: hops.map(judgedOf), document: undefined!, hopLog: '', files: new Map() };
}

const FIRST = clientOfA({ startTime: 1_000, endTime: 1_010.5 });

/** Two calls, the second of which begins at `startTime`. */
function secondBegins(startTime: number): Graded {
  const second = clientOfA({ spanId: A_CLIENT_2, startTime, endTime: startTime + 8 });
  return graded(hop(everywhere(serverOfB(), FIRST, serverOfA())), hop(everywhere(serverOfB({ spanId: B_SERVER_2, parentSpanId: A_CLIENT_2 }), second, serverOfA())));
}

test('calls that come one after the other went one at a time, whole milliseconds or not', () => {
  assert.equal(SPAN_CONDITIONS['one-at-a-time'](secondBegins(1_020)), undefined);
  assert.equal(SPAN_CONDITIONS['one-at-a-time'](secondBegins(1_010)), undefined);
});

test('a call that begins before the one before it has its answer was not queued', () => {
  assert.equal(SPAN_CONDITIONS['one-at-a-time'](secondBegins(1_004)),
    'The calls must still go through the queue, one at a time: 1 of the 2 calls began before the one before it had its answer.');
});

const IN_OTHER_TRACE = serverOfB({ traceId: OTHER_TRACE, spanId: B_SERVER_2, parentSpanId: '1111111111111111' });

test('a trace in which nobody has a span was not recorded, and not joined', () => {
  const run = graded(hop());
  assert.deepEqual([SPAN_CONDITIONS['unrecorded'](run, OTHER_TRACE), SPAN_CONDITIONS['not-joined'](run, OTHER_TRACE)], [undefined, undefined]);
});

test('who has a span in a trace that is not to be recorded, or not to be joined, is named', () => {
  const run = graded(hop(everywhere(IN_OTHER_TRACE, serverOfA({ traceId: OTHER_TRACE, spanId: '2222222222222222' }), ...SPANS)));
  assert.equal(SPAN_CONDITIONS['unrecorded'](run, OTHER_TRACE),
    `The monitor's request says "do not record" (flags 00), and service-a and service-b recorded it all the same, in trace ${OTHER_TRACE}.`);
  assert.equal(SPAN_CONDITIONS['not-joined'](run, OTHER_TRACE),
    `The request from outside must get a new trace: service-a and service-b joined the stranger's own, ${OTHER_TRACE}.`);
});

test('a span that nothing assigns to a request counts too', () => {
  assert.match(SPAN_CONDITIONS['unrecorded'](graded(hop({ strays: [IN_OTHER_TRACE] })), OTHER_TRACE)!, /service-b recorded it/);
});

test('a service answers the request from outside whose span came, beside that of the request', () => {
  assert.equal(SPAN_CONDITIONS['answers-outside'](graded(hop(everywhere(IN_OTHER_TRACE, ...SPANS))), 'service-b'), undefined);
  assert.equal(SPAN_CONDITIONS['answers-outside'](graded(hop({ strays: [IN_OTHER_TRACE] })), 'service-b'), undefined);
});

test('a service that has a span of the request alone did not answer the one from outside', () => {
  assert.equal(SPAN_CONDITIONS['answers-outside'](graded(hop(), hop()), 'service-b'),
    'The request from outside must reach `service-b` all the same, in a trace that is recorded: no span of it came.');
});

test('where every span of a service has a parent, no trace begins there', () => {
  assert.equal(SPAN_CONDITIONS['begins-none'](graded(hop(everywhere(IN_OTHER_TRACE, serverOfA({ parentSpanId: undefined }), ...SPANS))), 'service-b'), undefined);
});

test('a trace begins in a service that has a span without a parent', () => {
  assert.equal(SPAN_CONDITIONS['begins-none'](graded(hop(everywhere(serverOfB({ traceId: OTHER_TRACE, spanId: B_SERVER_2, parentSpanId: undefined }), ...SPANS))), 'service-b'),
    `A trace that begins in \`service-b\`, without a caller, must not be recorded, and one was: \`GET /work\`, in trace ${OTHER_TRACE}.`);
});
