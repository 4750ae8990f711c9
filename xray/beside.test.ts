import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apartOf, divertedOf } from './beside.ts';
import { passedSpan, tapOf } from './fixtures.ts';

const OTHER = '11111111111111111111111111111111';
const ROOT = passedSpan('a');
const CALL = passedSpan('b', 'a', { kind: 'CLIENT' });
const STOCK = passedSpan('c', 'b', { service: 'stock' });
const NOTHING = tapOf();
const HEALTH = passedSpan('d', undefined, { traceId: OTHER });

test('what passes beside was for there, also where others of its service pass here', () => {
  assert.deepEqual(divertedOf([STOCK], tapOf(ROOT, CALL), { passed: tapOf(STOCK), met: NOTHING }), new Set([STOCK]));
  assert.deepEqual(divertedOf([CALL], tapOf(ROOT), { passed: tapOf(CALL), met: NOTHING }), new Set([CALL]));
});

test('what passes nowhere is missed where the others of its service pass, in its trace or in any', () => {
  const [shop, stock] = [tapOf(ROOT), tapOf(STOCK)];
  assert.deepEqual(divertedOf([STOCK, CALL, HEALTH], shop, { passed: stock, met: NOTHING }), new Set([STOCK]));
  assert.deepEqual(divertedOf([ROOT, CALL, HEALTH], stock, { passed: shop, met: NOTHING }), new Set([ROOT, CALL, HEALTH]));
});

test('what passes nowhere, of a service that passes nowhere, is missed in each', () => {
  const price = passedSpan('e', 'a', { service: 'price' });
  assert.deepEqual(divertedOf([price], tapOf(ROOT), { passed: tapOf(STOCK), met: NOTHING }), new Set());
  assert.deepEqual(divertedOf([price], tapOf(STOCK), { passed: tapOf(ROOT), met: NOTHING }), new Set());
});

test('what comes out beside is not missed, whatever let it pass there', () => {
  assert.deepEqual(divertedOf([CALL, STOCK], tapOf(ROOT), { passed: NOTHING, met: tapOf(ROOT, CALL) }), new Set([CALL]));
});

test('apart are the other spans of a trace that went in, and not those that went in too', () => {
  assert.deepEqual(apartOf(tapOf(ROOT, CALL), { met: tapOf(CALL, STOCK, HEALTH) }), new Map([[ROOT.traceId, [STOCK]]]));
});
