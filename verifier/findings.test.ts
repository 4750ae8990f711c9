import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import { findingsOf } from './findings.ts';
import { A_CLIENT, answerOfA, answerOfB, B_SERVER, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, SPANS, TRACE, traceparent } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import type { Gathered } from './gathered.ts';

const START = serverOfB().startTime;
const shifted = (by: number): Gathered => hop(everywhere(serverOfB({ startTime: START + by }), clientOfA(), serverOfA()));
const received = (...tracestate: string[]): Gathered => hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [traceparent(A_CLIENT)]], ['tracestate', tracestate]]) }) } });
const LINK = [{ traceId: TRACE, spanId: A_CLIENT }];

const FOUND: [says: string, gathered: Gathered, findings: [code: string, message: RegExp, spanId?: string][]][] = [
  ['a healthy hop', hop(), []],
  ['a span with status ERROR', hop(everywhere(serverOfB({ status: 'ERROR' }), clientOfA(), serverOfA())), [['ERROR_STATUS', /^The SERVER span of service-b has status ERROR\.$/, B_SERVER]]],
  ['B answers 500', hop({ answers: { a: answerOfA({ statusOfB: 500 }), b: answerOfB() } }), [['CALLEE_ERROR', /HTTP status 500\.$/]]],
  ['B answers 400', hop({ answers: { a: answerOfA({ statusOfB: 400 }), b: answerOfB() } }), [['CALLEE_ERROR', /HTTP status 400\.$/]]],
  ['B answers 399', hop({ answers: { a: answerOfA({ statusOfB: 399 }), b: answerOfB() } }), []],
  ['B\'s clock is 5 minutes behind', shifted(-300_000), [['CLOCK_SKEW', /about 300 s behind that of service-a/, B_SERVER]]],
  ['B\'s clock is 5 minutes ahead', shifted(300_000), [['CLOCK_SKEW', /about 300 s ahead of that of service-a/, B_SERVER]]],
  ['B\'s span begins a second before the call', shifted(-1_000), []],
  ['B\'s span begins a second and a bit before the call', shifted(-1_001), [['CLOCK_SKEW', /about 1 s behind/, B_SERVER]]],
  ['B\'s span begins a second after the call ended', shifted(1_010), []],
  ['a skewed span that is no child of the call', { ...HOPS['parent-rewritten'][1], ...everywhere(serverOfB({ parentSpanId: '9999999999999999', startTime: 0 }), clientOfA(), serverOfA()) }, []],
  ['a span that was delivered three times', hop(everywhere(serverOfB(), serverOfB(), ...SPANS)), [['DUPLICATE_SPANS', /^1 spans were delivered more than once/, B_SERVER]]],
  ['a span that is in the tap and in the file', hop(), []],
  ['a span that is twice in the file, of which there is no tap', hop({ tap: 'unknown', file: [serverOfB(), ...SPANS] }), [['DUPLICATE_SPANS', /^1 spans/, B_SERVER]]],
  ['B names the call in a link', hop(everywhere(serverOfB({ parentSpanId: undefined, links: LINK }), clientOfA(), serverOfA())), [['LINKED_BY_LINK', /names it in a link/, B_SERVER]]],
  ['B names its parent in a link too', hop(everywhere(serverOfB({ links: LINK }), clientOfA(), serverOfA())), []],
  ['a request that failed and was linked late', HOPS['caller-timed-out-and-linked-late'][1], [['ERROR_STATUS', /CLIENT/, A_CLIENT], ['LATE_AND_LINKED', /joined the trace/, B_SERVER]]],
  ['a service that nothing names', hop({ callee: 'service-x' }), [['UNHEARD_OF', /names `service-x`.*seen were service-a, service-b/]]],
  ['a request that failed', HOPS['caller-timed-out'][1], [['ERROR_STATUS', /CLIENT/, A_CLIENT]]],
  ['a `tracestate` that is valid', received('a=b', 'c=d'), []],
  ['a `tracestate` that is not', received('a=b', 'A=d'), [['TRACESTATE_INVALID', /^A key of `tracestate` breaks the grammar; a receiver may drop it/]]],
  ['the spans of another trace', hop({ ...everywhere(...SPANS), strays: [serverOfB({ traceId: OTHER_TRACE, status: 'ERROR' })] }), []],
];

for (const [says, gathered, expected] of FOUND) {
  test(`findings of ${says}: ${expected.map(([code]) => code).join(', ') || 'none'}`, () => {
    const found = findingsOf(evidenceOf(gathered));
    assert.deepEqual(found.map(({ code, spanId }) => [code, spanId]), expected.map(([code, , spanId]) => [code, spanId]));
    for (const [index, [, message]] of expected.entries()) assert.match(found[index]!.message, message);
  });
}
