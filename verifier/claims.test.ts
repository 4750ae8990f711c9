import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Claims } from './claims.ts';
import { OTHER_TRACE, span, TRACE } from './fixtures/evidence.ts';

const ids = (spans: readonly { spanId: string }[]): string[] => spans.map(({ spanId }) => spanId);

test('a span is its owner\'s by its trace, whether it was claimed before or after it came', () => {
  const claims = new Claims<string>();
  assert.deepEqual([...claims.saw('tap', span({ spanId: '1' }))], []);
  claims.claim(TRACE, 'one');
  assert.deepEqual([...claims.saw('tap', span({ spanId: '2' }))], ['one']);
  assert.deepEqual([ids(claims.of('one', 'tap')), ids(claims.of('one', 'file')), claims.strays()], [['1', '2'], [], []]);
});

test('spans that nobody claims are strays, by source and all together', () => {
  const claims = new Claims<string>();
  claims.saw('tap', span({ spanId: '1' }));
  claims.saw('file', span({ spanId: '2', traceId: OTHER_TRACE }));
  assert.deepEqual([ids(claims.strays('tap')), ids(claims.strays('file')), ids(claims.strays())], [['1'], ['2'], ['1', '2']]);
});

test('a trace that two claim is both\'s, until both are over', () => {
  const claims = new Claims<string>();
  claims.claim(TRACE, 'one');
  claims.claim(TRACE, 'two');
  assert.deepEqual([...claims.saw('file', span({ spanId: '1' }))], ['one', 'two']);
  claims.release('one');
  assert.deepEqual([claims.of('one', 'file'), ids(claims.of('two', 'file'))], [[], ['1']]);
  claims.release('two');
  assert.deepEqual(claims.of('two', 'file'), []);
});

test('what comes late, for a request that is over, is nobody\'s, and no stray', () => {
  const claims = new Claims<string>();
  claims.claim(TRACE, 'one');
  claims.release('one');
  assert.deepEqual([...claims.saw('file', span({}))], []);
  assert.deepEqual(claims.strays(), []);
});

test('to release whoever claimed nothing does nothing', () => assert.doesNotThrow(() => { new Claims<string>().release('one'); }));

test('an emptied source has no spans, of anybody, and the other keeps its own', () => {
  const claims = new Claims<string>();
  claims.claim(TRACE, 'one');
  for (const source of ['tap', 'file'] as const) for (const traceId of [TRACE, OTHER_TRACE]) claims.saw(source, span({ traceId }));
  claims.emptied('file');
  assert.deepEqual([claims.of('one', 'file').length, claims.of('one', 'tap').length, claims.strays('file').length, claims.strays('tap').length], [0, 1, 0, 1]);
});

test('of 20,000 traces that nobody claims, the last 5,000 are kept', () => {
  const claims = new Claims<string>();
  for (let count = 0; count < 20_000; count += 1) claims.saw('tap', span({ traceId: String(count) }));
  const strays = claims.strays();
  assert.deepEqual([strays.length, strays[0]?.traceId, strays.at(-1)?.traceId], [5_000, '15000', '19999']);
});

test('traces may have the names that every object has', () => {
  const claims = new Claims<string>();
  claims.claim('__proto__', 'constructor');
  claims.saw('tap', span({ traceId: '__proto__' }));
  assert.equal(claims.of('constructor', 'tap').length, 1);
});
