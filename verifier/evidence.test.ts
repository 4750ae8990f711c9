import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Evidence, evidenceOf, type Gathered, requestFailed } from './evidence.ts';
import {
  A_CLIENT, A_CLIENT_2, A_SERVER, answerOfA, answerOfB, B_SERVER, B_SERVER_2, clientOfA, everywhere, hop, HOPS, OTHER_TRACE, serverOfA, serverOfB, span, traceparent,
} from './fixtures.ts';
import type { Truth } from './truth.ts';

type Fact = 'pair' | 'descent' | 'complete' | 'remoteParent';
type HopName = keyof typeof HOPS;

function evidence(name: HopName, differs: Partial<Gathered> = {}): Evidence {
  return evidenceOf({ ...HOPS[name][1], ...differs });
}

const WITHOUT_B = { answers: { a: answerOfA(), b: 'unknown' } } as const;
const WITHOUT_NAMES = { probe: 'unknown', answers: { a: 'unknown', b: answerOfB() } } as const;
const ONLY_TAP_EMPTY = { tap: [] };
const UNSETTLED_CALLEE = { settled: { caller: true, callee: false } } as const;
const UNSETTLED_CALLER = { settled: { caller: false, callee: true } } as const;
const EMPTIED = { truncated: true } as const;
const NO_TAP = { tap: 'unknown' } as const;

const FACTS: [fact: Fact, expected: Truth, name: HopName, differs?: Partial<Gathered>][] = [
  ['pair', true, 'healthy'],
  ['pair', true, 'client-lost-its-context'],
  ['pair', true, 'client-retries', WITHOUT_B],
  ['pair', true, 'proxy-retries', WITHOUT_B],
  ['pair', false, 'header-stripped'],
  ['pair', false, 'parent-rewritten'],
  ['pair', false, 'header-stripped', WITHOUT_B],
  ['pair', 'unknown', 'header-stripped', NO_TAP],
  ['pair', 'unknown', 'header-stripped', EMPTIED],
  ['pair', false, 'callee-never-arrives'],
  ['pair', 'unknown', 'callee-never-arrives', UNSETTLED_CALLEE],
  ['pair', 'unknown', 'callee-never-arrives', EMPTIED],
  ['pair', 'unknown', 'callee-never-arrives', NO_TAP],
  ['pair', false, 'caller-never-arrives'],
  ['pair', 'unknown', 'caller-never-arrives', UNSETTLED_CALLER],
  ['pair', false, 'second-attempt-stripped'],
  ['pair', 'unknown', 'second-attempt-stripped', WITHOUT_B],
  ['pair', false, 'second-attempt-never-arrives'],
  ['pair', 'unknown', 'second-attempt-never-arrives', WITHOUT_B],
  ['descent', true, 'healthy'],
  ['descent', true, 'express-layers'],
  ['descent', true, 'header-stripped'],
  ['descent', true, 'callee-calls-the-caller-back'],
  ['descent', 'unknown', 'callee-calls-the-caller-back', WITHOUT_NAMES],
  ['descent', false, 'client-lost-its-context'],
  ['descent', false, 'client-lost-its-context', UNSETTLED_CALLER],
  ['descent', false, 'client-below-another-request'],
  ['descent', false, 'client-beside-its-server'],
  ['descent', 'unknown', 'client-beside-its-server', UNSETTLED_CALLER],
  ['descent', 'unknown', 'layers-only-in-tap', NO_TAP],
  ['descent', false, 'caller-never-arrives'],
  ['descent', 'unknown', 'caller-never-arrives', UNSETTLED_CALLER],
  ['complete', true, 'healthy'],
  ['complete', true, 'linked-before-settled'],
  ['complete', true, 'healthy', ONLY_TAP_EMPTY],
  ['complete', 'unknown', 'no-file'],
  ['complete', false, 'callee-dropped-from-file'],
  ['complete', false, 'client-dropped-from-file'],
  ['complete', false, 'server-dropped-from-file'],
  ['complete', 'unknown', 'callee-dropped-from-file', UNSETTLED_CALLEE],
  ['complete', 'unknown', 'callee-dropped-from-file', UNSETTLED_CALLER],
  ['complete', false, 'callee-never-arrives-and-no-tap'],
  ['complete', false, 'header-stripped'],
  ['remoteParent', true, 'healthy'],
  ['remoteParent', false, 'header-stripped'],
  ['remoteParent', 'unknown', 'callee-never-arrives'],
];

for (const [fact, expected, name, differs = {}] of FACTS) {
  const given = Object.entries(differs).map(([key, value]) => `, ${key} ${JSON.stringify(value).slice(0, 40)}`).join('');
  test(`${fact} of ${name}${given}: ${expected}`, () => assert.equal(evidence(name, differs)[fact], expected));
}

const MISSING: [name: HopName, caller: Truth, callee: Truth, differs?: Partial<Gathered>][] = [
  ['healthy', false, false],
  ['nothing-yet', true, true],
  ['callee-not-yet', false, true],
  ['callee-not-yet', false, 'unknown', NO_TAP],
  ['second-attempt-not-yet', false, true],
  ['second-attempt-not-yet', false, 'unknown', WITHOUT_B],
  ['healthy', 'unknown', false, WITHOUT_NAMES],
];

for (const [name, caller, callee, differs] of MISSING) {
  test(`missing of ${name}: caller ${caller}, callee ${callee}`, () => assert.deepEqual(evidence(name, differs).missing, { caller, callee }));
}

test('the spans of the hop are those that the answers name', () => {
  const { server, client, calleeServer } = evidence('client-retries');
  assert.deepEqual([server?.spanId, client?.spanId, calleeServer?.spanId], [A_SERVER, A_CLIENT_2, B_SERVER_2]);
});

test('a span that the answer does not name is not taken in its place', () => {
  const { server, calleeServer } = evidenceOf(hop({ answers: { a: answerOfA({ spanId: '9999999999999999' }), b: answerOfB({ spanId: '9999999999999998' }) } }));
  assert.deepEqual([server, calleeServer], [undefined, undefined]);
});

test('without A\'s answer its SERVER span is the one that continues the probe', () => {
  assert.equal(evidence('callee-calls-the-caller-back', { answers: { a: 'unknown', b: answerOfB() } }).server?.spanId, A_SERVER);
});

test('without a span of B the client is the last one below A\'s SERVER span', () => {
  const stray = clientOfA({ spanId: 'cccccccccccccc09', parentSpanId: undefined });
  const { client } = evidenceOf(hop(everywhere(clientOfA(), clientOfA({ spanId: A_CLIENT_2 }), stray, serverOfA())));
  assert.equal(client?.spanId, A_CLIENT_2);
  assert.equal(evidenceOf(hop(everywhere(stray, serverOfA()))).client?.spanId, stray.spanId);
});

test('a span of another service, or of another kind, is none of the hop\'s', () => {
  const { server, client, calleeServer } = evidenceOf(hop({ caller: 'service-x', callee: 'service-y' }));
  assert.deepEqual([server, client, calleeServer], [undefined, undefined, undefined]);
  assert.equal(evidenceOf(hop(everywhere(serverOfB({ kind: 'CONSUMER' })))).calleeServer, undefined);
});

test('a span that is in the tap and in the file was received once', () => {
  assert.deepEqual(evidence('healthy').received.map(({ spanId }) => spanId), [B_SERVER, A_CLIENT, A_SERVER]);
  assert.equal(evidenceOf(hop({ tap: [span({})], file: [span({ traceId: OTHER_TRACE })] })).received.length, 2);
});

test('what was sent is the header that the client recorded', () => {
  assert.deepEqual(evidence('healthy').sentHeader, [traceparent(A_CLIENT)]);
  assert.equal(evidenceOf(hop(everywhere(clientOfA({ requestHeaders: new Map([['user-agent', ['axios']]]) })))).sentHeader, 'nothing');
  assert.equal(evidenceOf(hop(everywhere(clientOfA({ requestHeaders: new Map() })))).sentHeader, 'unknown');
  assert.equal(evidenceOf(hop(everywhere())).sentHeader, 'unknown');
});

test('what arrived is what B answers; without its answer what its span recorded', () => {
  const other = traceparent('9999999999999999');
  assert.deepEqual(evidenceOf(hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [other]]]) }) } })).receivedHeader, [other]);
  assert.equal(evidenceOf(hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map() }) } })).receivedHeader, 'nothing');
  assert.deepEqual(evidence('healthy', WITHOUT_B).receivedHeader, [traceparent(A_CLIENT)]);
  assert.deepEqual(evidenceOf(hop({ answers: { a: answerOfA(), b: answerOfB({ received: null }) } })).receivedHeader, [traceparent(A_CLIENT)]);
  assert.equal(evidenceOf(hop({ ...WITHOUT_B, ...everywhere() })).receivedHeader, 'unknown');
});

const FAILED: [says: string, a: Gathered['answers']['a'], failed: Truth][] = [
  ['a good answer', answerOfA(), false],
  ['an answer to an error of B', answerOfA({ statusOfB: 500 }), false],
  ['an answer with an error', answerOfA({ error: 'no' }), true],
  ['status 431', answerOfA({ httpStatus: 431 }), true],
  ['no answer', 'nothing', true],
  ['an answer that nobody saw', 'unknown', 'unknown'],
];

for (const [says, a, failed] of FAILED) {
  test(`${says}: the request failed: ${failed}`, () => assert.equal(requestFailed(hop({ answers: { a, b: 'unknown' } })), failed));
}
