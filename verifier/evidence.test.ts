import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import { A_CLIENT, answerOfA, answerOfB, clientOfA, everywhere, hop, PROBE_PARENT, serverOfA, serverOfB, traceparent } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import type { Gathered } from './gathered.ts';
import type { Truth } from './truth.ts';

const REMOTE: [name: keyof typeof HOPS, expected: Truth][] = [
  ['healthy', true],
  ['header-stripped', false],
  ['callee-never-arrives', 'unknown'],
];

for (const [name, expected] of REMOTE) {
  test(`remoteParent of ${name}: ${expected}`, () => assert.equal(evidenceOf(HOPS[name][1]).remoteParent, expected));
}

const OWN: [says: string, ownId: Record<'caller' | 'callee', Truth>, gathered: Gathered][] = [
  ['spans of their own', { caller: true, callee: true }, hop()],
  ['ids of their own without spans', { caller: true, callee: true }, HOPS.unsampled[1]],
  ['no ids', { caller: false, callee: true }, HOPS['caller-not-instrumented'][1]],
  ['the probe\'s id as A\'s', { caller: false, callee: true }, hop({
    answers: { a: answerOfA({ spanId: PROBE_PARENT, parentSpanId: null }), b: answerOfB({ parentSpanId: PROBE_PARENT }) }, ...everywhere(serverOfB({ parentSpanId: PROBE_PARENT })),
  })],
  ['the received parent id as B\'s', { caller: true, callee: false }, hop({
    answers: { a: answerOfA(), b: answerOfB({ spanId: A_CLIENT, parentSpanId: null, received: new Map([['traceparent', [traceparent(A_CLIENT)]]]) }) }, ...everywhere(clientOfA(), serverOfA()),
  })],
  ['an id of A\'s, and the probe is not known', { caller: 'unknown', callee: true }, { ...HOPS.unsampled[1], probe: 'unknown', answers: {
    a: answerOfA({ sampled: false, parentSpanId: null }), b: HOPS.unsampled[1].answers.b,
  } }],
];

for (const [says, ownId, gathered] of OWN) {
  test(`answers with ${says}`, () => assert.deepEqual(evidenceOf(gathered).ownId, ownId));
}
