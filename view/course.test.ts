import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CourseDocument } from '../verifier/exercise.ts';
import { assertValid, textOf } from './fixtures.ts';

const COURSE: CourseDocument = {
  schema: 'tracehop.workshop/1', tool: '0.1.0', solved: 1, total: 3, next: 'npm run workshop -- check 2',
  exercises: [
    { exercise: '01-healthy-hop', number: 1, title: 'A healthy hop', started: true, solved: true, hints: 2 },
    { exercise: '02-lost-header', number: 2, title: 'The header gets lost', started: true, solved: false, hints: 1 },
    { exercise: '03-wrong-format', number: 3, title: 'Two formats', started: false, solved: false, hints: 0 },
  ],
};

test('the course: what is solved, what is started, and the next command', () => {
  assertValid(COURSE);
  assert.equal(textOf(COURSE), 'The workshop 1 of 3 labs are solved. Next: npm run workshop -- check 2 ✓ 01 A healthy hop 01-healthy-hop solved, 2 hints ▸ 02 The header gets lost 02-lost-header started, 1 hint 03 Two formats 03-wrong-format');
});

test('nothing can be done with it, and an empty one is valid', () => {
  assert.doesNotMatch(textOf(COURSE), /<(?:button|form|input|a)\b/);
  assertValid({ ...COURSE, exercises: [], solved: 0, total: 0, next: '' });
});
