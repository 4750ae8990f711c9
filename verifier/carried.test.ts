import assert from 'node:assert/strict';
import { test } from 'node:test';

import { carriedBy, headersText } from './carried.ts';
import { evidenceOf } from './evidence.ts';
import { A_CLIENT, answerOfA, answerOfB, B_SERVER_2, clientOfA, everywhere, hop, OTHER_TRACE, serverOfA, serverOfB, TRACE, traceparent } from './fixtures/evidence.ts';
import type { Gathered } from './gathered.ts';
import { seen } from './truth.ts';

const WITHOUT_B = { answers: { a: answerOfA(), b: 'unknown' } } as const;

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
