import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import { B_SERVER, clientOfA, everywhere, hop, OTHER_TRACE, serverOfB, span, SPANS } from './fixtures/evidence.ts';
import type { Gathered } from './gathered.ts';
import { malformed } from './tree-faults.ts';

const X = '1111111111111111';
const Y = '2222222222222222';
const between = (spanId: string, parentSpanId: string | undefined, more = {}) => span({ spanId, parentSpanId, ...more });
const two = (one: string): string => `span id ${B_SERVER} stands for two spans that differ, a ${one} and a SERVER span of service-b`;
const TWO = two('SERVER span of service-b');

const TREES: [says: string, gathered: Gathered, fault: string | undefined][] = [
  ['a tree', hop(), undefined],
  ['a tree with an orphan', hop(everywhere(between(X, Y), ...SPANS)), undefined],
  ['a span that is its own parent', hop(everywhere(between(X, X), ...SPANS)), `span ${X} of service-a is its own ancestor`],
  ['a cycle of two', hop(everywhere(between(X, Y), between(Y, X), ...SPANS)), `span ${X} of service-a is its own ancestor`],
  ['a span below a cycle', hop(everywhere(between('3333333333333333', X), between(X, Y), between(Y, X), ...SPANS)), `span ${X} of service-a is its own ancestor`],
  ['two that name each other across traces', hop(everywhere(between(X, Y), between(Y, X, { traceId: OTHER_TRACE }))), undefined],
  ['a span id with two parents', hop({ tap: [serverOfB({ parentSpanId: X }), ...SPANS] }), TWO],
  ['a span id with two parents in the file alone', hop({ tap: 'unknown', file: [serverOfB({ parentSpanId: X }), ...SPANS] }), TWO],
  ['a span id of two kinds', hop(everywhere(serverOfB({ kind: 'CONSUMER' }), ...SPANS)), two('CONSUMER span of service-b')],
  ['a span id with two names', hop(everywhere(serverOfB({ name: 'x' }), ...SPANS)), TWO],
  ['a span id of two services', hop(everywhere(clientOfA({ spanId: B_SERVER }), ...SPANS)), two('CLIENT span of service-a')],
  ['the same span twice', hop(everywhere(...SPANS, ...SPANS)), undefined],
  ['the same span twice, with other attributes', hop(everywhere(serverOfB({ responseStatus: 500, status: 'ERROR' }), ...SPANS)), undefined],
  ['a span id in two traces', hop(everywhere(serverOfB({ traceId: OTHER_TRACE }), ...SPANS)), undefined],
  ['tap and file that differ: they contradict each other', hop({ tap: [serverOfB({ parentSpanId: X })], file: [serverOfB()] }), undefined],
];

for (const [says, gathered, fault] of TREES) {
  test(`${says}: ${fault ?? 'nothing is wrong'}`, () => assert.equal(malformed(evidenceOf(gathered)), fault));
}

test('a chain of 5,000 spans is looked at', { timeout: 120_000 }, () => {
  const chain = Array.from({ length: 5_000 }, (_, index) => between(String(index), String(index + 1)));
  assert.equal(malformed(evidenceOf(hop(everywhere(...chain)))), undefined);
});
