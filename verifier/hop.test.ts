import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Evidence, evidenceOf } from './evidence.ts';
import { A_CLIENT, A_CLIENT_2, A_SERVER, answerOfA, answerOfB, B_SERVER, B_SERVER_2, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, span, traceparent } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import type { Gathered } from './gathered.ts';
import type { Truth } from './truth.ts';

const WITHOUT_B = { answers: { a: answerOfA(), b: 'unknown' } } as const;
const WITHOUT_NAMES = { probe: 'unknown', answers: { a: 'unknown', b: answerOfB() } } as const;
const ONLY_TAP_EMPTY = { tap: [] };
const UNSETTLED_CALLEE = { settled: { caller: true, callee: false } } as const;
const UNSETTLED_CALLER = { settled: { caller: false, callee: true } } as const;
const EMPTIED = { emptied: { tap: true, file: true, counters: true } } as const;
const NO_TAP = { tap: 'unknown' } as const;
const NO_TAP_NO_COUNTERS = { tap: 'unknown', allWritten: 'unknown' } as const;
const UNREAD_CALLEE = { fileRead: { caller: true, callee: 'unknown' } } as const;

type Fact = 'pair' | 'descent' | 'complete';
type HopName = keyof typeof HOPS;

function evidence(name: HopName, differs: Partial<Gathered> = {}): Evidence {
  return evidenceOf({ ...HOPS[name][1], ...differs });
}

const FACTS: [fact: Fact, expected: Truth, name: HopName, differs?: Partial<Gathered>][] = [
  ['pair', true, 'healthy'],
  ['pair', true, 'client-lost-its-context'],
  ['pair', true, 'client-retries', WITHOUT_B],
  ['pair', true, 'proxy-retries', WITHOUT_B],
  ['pair', false, 'header-stripped'],
  ['pair', false, 'parent-rewritten'],
  ['pair', false, 'header-stripped', WITHOUT_B],
  ['pair', false, 'header-stripped', NO_TAP],
  ['pair', false, 'header-stripped', NO_TAP_NO_COUNTERS],
  ['pair', 'unknown', 'parent-rewritten', NO_TAP_NO_COUNTERS],
  ['pair', 'unknown', 'parent-rewritten', EMPTIED],
  ['pair', false, 'callee-never-arrives'],
  ['pair', 'unknown', 'callee-never-arrives', UNSETTLED_CALLEE],
  ['pair', 'unknown', 'callee-never-arrives', EMPTIED],
  ['pair', false, 'callee-never-arrives', NO_TAP],
  ['pair', 'unknown', 'callee-never-arrives', NO_TAP_NO_COUNTERS],
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
  ['complete', false, 'callee-dropped-from-file', UNSETTLED_CALLEE],
  ['complete', 'unknown', 'callee-dropped-from-file', { settled: { caller: false, callee: false } }],
  ['complete', true, 'callee-dropped-from-file', { ...UNREAD_CALLEE, allWritten: true }],
  ['complete', 'unknown', 'callee-dropped-from-file', { ...UNREAD_CALLEE, allWritten: false }],
  ['complete', false, 'callee-never-arrives-and-no-tap'],
  ['complete', false, 'header-stripped'],
];

for (const [fact, expected, name, differs = {}] of FACTS) {
  const given = Object.entries(differs).map(([key, value]) => `, ${key} ${JSON.stringify(value).slice(0, 40)}`).join('');
  test(`${fact} of ${name}${given}: ${expected}`, () => assert.equal(evidence(name, differs)[fact], expected));
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
  const { client } = evidenceOf(hop({ ...WITHOUT_B, ...everywhere(clientOfA({ spanId: A_CLIENT_2 }), clientOfA(), stray, serverOfA()) }));
  assert.equal(client?.spanId, A_CLIENT_2);
  assert.equal(evidenceOf(hop(everywhere(stray, serverOfA()))).client?.spanId, stray.spanId);
});

test('without a span of B the client is the one that B\'s answer names, by its parent or by the header that it received', () => {
  const calls = everywhere(clientOfA(), clientOfA({ spanId: A_CLIENT_2 }), serverOfA());
  const clientFor = (b: ReturnType<typeof answerOfB>): string | undefined => evidenceOf(hop({ answers: { a: answerOfA(), b }, ...calls })).client?.spanId;
  assert.equal(clientFor(answerOfB({ received: null })), A_CLIENT);
  assert.equal(clientFor(answerOfB({ parentSpanId: null, received: new Map([['traceparent', [traceparent(A_CLIENT)]]]) })), A_CLIENT);
  assert.equal(clientFor(answerOfB({ parentSpanId: null })), A_CLIENT_2);
});

test('the last call is the one that began last, in whichever order the spans came', () => {
  const [early, late] = [clientOfA({ spanId: 'cccccccccccccc09', startTime: 1 }), clientOfA({ startTime: 2 })];
  for (const calls of [[early, late], [late, early]]) assert.equal(evidenceOf(hop({ ...WITHOUT_B, ...everywhere(...calls, serverOfA()) })).client?.spanId, A_CLIENT);
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
