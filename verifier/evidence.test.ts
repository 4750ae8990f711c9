import assert from 'node:assert/strict';
import { test } from 'node:test';

import { carriedBy, headersText } from './carried.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import {
  A_CLIENT, A_CLIENT_2, A_SERVER, answerOfA, answerOfB, B_SERVER, B_SERVER_2, clientOfA, everywhere, hop, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, span, TRACE, traceparent,
} from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import type { Gathered } from './gathered.ts';
import { seen, type Truth } from './truth.ts';

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
const EMPTIED = { emptied: { tap: true, file: true, counters: true } } as const;
const NO_TAP = { tap: 'unknown' } as const;
const NO_TAP_NO_COUNTERS = { tap: 'unknown', allWritten: 'unknown' } as const;
const UNREAD_CALLEE = { fileRead: { caller: true, callee: 'unknown' } } as const;

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
  ['remoteParent', true, 'healthy'],
  ['remoteParent', false, 'header-stripped'],
  ['remoteParent', 'unknown', 'callee-never-arrives'],
];

for (const [fact, expected, name, differs = {}] of FACTS) {
  const given = Object.entries(differs).map(([key, value]) => `, ${key} ${JSON.stringify(value).slice(0, 40)}`).join('');
  test(`${fact} of ${name}${given}: ${expected}`, () => assert.equal(evidence(name, differs)[fact], expected));
}

const RECEIVED: [name: HopName, caller: Truth, client: Truth, callee: Truth, differs?: Partial<Gathered>][] = [
  ['healthy', true, true, true],
  ['nothing-yet', 'unknown', 'unknown', 'unknown'],
  ['callee-never-arrives', true, true, false],
  ['callee-never-arrives', true, true, 'unknown', UNSETTLED_CALLEE],
  ['callee-never-arrives', true, true, 'unknown', EMPTIED],
  ['callee-never-arrives', true, true, 'unknown', NO_TAP_NO_COUNTERS],
  ['callee-never-arrives', true, true, 'unknown', { tap: 'unknown', ...UNREAD_CALLEE }],
  ['callee-never-arrives', true, true, 'unknown', { strays: [serverOfB({ traceId: OTHER_TRACE })] }],
  ['callee-never-arrives', true, true, false, { strays: [clientOfA({ traceId: OTHER_TRACE, service: 'service-b' })] }],
  ['callee-unsampled', true, true, false, { ...UNSETTLED_CALLEE, ...NO_TAP }],
  ['healthy', true, true, true, WITHOUT_NAMES],
  ['healthy', 'unknown', true, true, { ...WITHOUT_NAMES, alone: false }],
  ['callee-calls-the-caller-back', 'unknown', true, true, WITHOUT_NAMES],
];

for (const [name, caller, client, callee, differs] of RECEIVED) {
  test(`received of ${name}${differs ? `, ${JSON.stringify(differs).slice(0, 60)}` : ''}: A.SERVER ${caller}, A.CLIENT ${client}, B.SERVER ${callee}`, () => {
    const { serverReceived, clientReceived } = evidence(name, differs);
    assert.deepEqual([serverReceived.caller, clientReceived, serverReceived.callee], [caller, client, callee]);
  });
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

function said(name: 'sent' | 'arrived', differs: Partial<Gathered>): string {
  const witness = evidenceOf(hop(differs))[name];
  return seen(witness) ? headersText(witness) : witness;
}

const CANARY = new Map([['user-agent', ['axios']]]);
const REWRITTEN = '9999999999999999';

test('what was sent is the header that the client recorded', () => {
  assert.equal(said('sent', {}), traceparent(A_CLIENT));
  assert.equal(said('sent', everywhere(clientOfA({ requestHeaders: CANARY }))), 'nothing');
  assert.equal(said('sent', everywhere()), 'unknown');
});

test('what was sent also follows from the client, once a header with one of its ids arrived', () => {
  const unrecorded = everywhere(serverOfB(), clientOfA({ requestHeaders: new Map() }), serverOfA());
  assert.equal(said('sent', unrecorded), traceparent(A_CLIENT));
  const elsewhere = answerOfB({ traceId: OTHER_TRACE, parentSpanId: REWRITTEN });
  assert.equal(said('sent', { ...unrecorded, answers: { a: answerOfA(), b: elsewhere } }), 'unknown');
});

test('nothing was sent where nothing arrived and A has no propagator', () => {
  const answers = (fields: string[]): Partial<Gathered> => ({ answers: { a: answerOfA({ propagationFields: fields }), b: answerOfB({ received: new Map() }) }, ...everywhere(serverOfA()) });
  assert.equal(said('sent', answers([])), 'nothing');
  assert.equal(said('sent', answers(['traceparent'])), 'unknown');
});

test('what arrived is what B answers; without its answer what its span recorded, or the parent that it has', () => {
  const answered = (received: ReadonlyMap<string, readonly string[]> | null): Partial<Gathered> => ({ answers: { a: answerOfA(), b: answerOfB({ received }) } });
  assert.equal(said('arrived', answered(new Map([['traceparent', [traceparent(REWRITTEN)]]]))), traceparent(REWRITTEN));
  assert.equal(said('arrived', answered(new Map())), 'nothing');
  assert.equal(said('arrived', answered(null)), traceparent(A_CLIENT));
  assert.equal(said('arrived', WITHOUT_B), traceparent(A_CLIENT));
  assert.equal(said('arrived', { ...WITHOUT_B, ...everywhere(serverOfB({ requestHeaders: new Map() }), clientOfA(), serverOfA()) }), traceparent(A_CLIENT));
  assert.equal(said('arrived', { ...WITHOUT_B, ...everywhere(serverOfB({ parentSpanId: undefined, requestHeaders: CANARY }), clientOfA(), serverOfA()) }), 'nothing');
  assert.equal(said('arrived', { ...WITHOUT_B, ...everywhere() }), 'unknown');
});

test('without B\'s answer a span of B tells what arrived only where no other can be the one that counts', () => {
  assert.equal(said('arrived', { ...WITHOUT_B, strays: [serverOfB({ traceId: OTHER_TRACE, spanId: B_SERVER_2 })] }), 'unknown');
});

test('headers of any format are a trace context', () => {
  const carried = carriedBy(new Map([['b3', [`${TRACE}-${A_CLIENT}-1`]]]));
  assert.deepEqual(seen(carried) && carried.contexts, [{ traceId: TRACE, parentId: A_CLIENT, sampled: true }]);
});
