import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { lessonNamed, readCourse } from './course.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/course');

test('the course is its folders, in the order of their numbers', () => {
  assert.deepEqual(readCourse(FOLDER).map(({ id }) => id), ['01-lost-header', '02-three-ids']);
});

for (const word of ['2', '02', '02-three-ids']) {
  test(`\`${word}\` names the second`, () => {
    assert.equal(lessonNamed(word, readCourse(FOLDER)).id, '02-three-ids');
  });
}

test('a word that names none is one sentence, with the nearest', () => {
  assert.throws(() => lessonNamed('02-three', readCourse(FOLDER)), { exitCode: 2, message: 'There is no lab `02-three`. Did you mean `02-three-ids`?', next: ['npm run workshop'] });
  assert.throws(() => lessonNamed('0x2', readCourse(FOLDER)), { exitCode: 2 });
  assert.throws(() => lessonNamed('17', readCourse(FOLDER)), { exitCode: 2, message: 'There is no lab `17`.', next: ['npm run workshop'] });
});

test('where there is no course, the package is not a checkout', () => {
  assert.throws(() => readCourse('/nowhere'), { exitCode: 3, message: /^There is no workshop in `\/nowhere`\. It is part of a checkout/ });
});
