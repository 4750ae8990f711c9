import assert from 'node:assert/strict';
import { test } from 'node:test';

import { passedSpan } from './fixtures.ts';
import { renamedOf } from './renaming.ts';

const OTHER = '11111111111111111111111111111111';
const [ONE, TWO] = [passedSpan('a'), passedSpan('b', undefined, { name: 'span a' })];

test('of spans that are alike, the one that kept its span id is the same, whatever order they come in', () => {
  const [oneNow, twoNow] = [ONE, TWO].map((span) => ({ ...span, traceId: OTHER }));
  assert.deepEqual(renamedOf([ONE, TWO], [twoNow!, oneNow!]), new Map([[ONE, oneNow], [TWO, twoNow]]));
});

test('of spans that are alike, the one that kept its trace id is the same', () => {
  const elsewhere = { ...TWO, traceId: OTHER };
  const [oneNow, elsewhereNow] = [{ ...ONE, spanId: 'c'.repeat(16) }, { ...elsewhere, spanId: 'd'.repeat(16) }];
  assert.deepEqual(renamedOf([ONE, elsewhere], [elsewhereNow, oneNow]), new Map([[ONE, oneNow], [elsewhere, elsewhereNow]]));
});

test('where both ids are others, the one with the same attributes is the same', () => {
  const tagged = { ...TWO, names: ['k'], values: [1] };
  const [oneNow, taggedNow] = [{ ...ONE, traceId: OTHER, spanId: 'c'.repeat(16) }, { ...tagged, traceId: OTHER, spanId: 'd'.repeat(16) }];
  assert.deepEqual(renamedOf([ONE, tagged], [taggedNow, oneNow]), new Map([[ONE, oneNow], [tagged, taggedNow]]));
});

test('a span that is like none of them is none of them', () => {
  assert.equal(renamedOf([ONE], [{ ...ONE, traceId: OTHER, name: 'span z' }]).size, 0);
});
