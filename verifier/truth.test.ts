import assert from 'node:assert/strict';
import { test } from 'node:test';

import { and, not, or, seen, type Truth } from './truth.ts';

const U = 'unknown';

const TABLE: [left: Truth, right: Truth, both: Truth, either: Truth][] = [
  [true, true, true, true],
  [true, false, false, true],
  [true, U, U, true],
  [false, false, false, false],
  [false, U, false, U],
  [U, U, U, U],
];

for (const [left, right, both, either] of TABLE) {
  test(`${left} and ${right} is ${both}; ${left} or ${right} is ${either}; in either order`, () => {
    assert.deepEqual([and(left, right), and(right, left)], [both, both]);
    assert.deepEqual([or(left, right), or(right, left)], [either, either]);
  });
}

test('not turns true and false round, and leaves unknown', () => {
  assert.deepEqual([true, false, U].map((fact) => not(fact as Truth)), [false, true, U]);
});

test('of no facts, all hold and none does', () => assert.deepEqual([and(), or()], [true, false]));

test('nothing and unknown are not seen; an empty list is', () => {
  assert.deepEqual(['nothing', U, [], ['x']].map((witness) => seen(witness)), [false, false, true, true]);
});
