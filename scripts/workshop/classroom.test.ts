import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mustRun } from './classroom.ts';
import { readCourse } from './course.ts';
import { FIXTURE_COURSE } from './fixtures/classroom.ts';

test('what cannot be run says why, and how it could be', () => {
  const [lesson] = readCourse(FIXTURE_COURSE);
  assert.throws(() => mustRun(lesson!, { lacks: () => 'There is no Collector.' }), {
    exitCode: 5, message: 'There is no Collector.', next: ['npm run collector:build', 'npm run workshop -- check 1 --docker'],
  });
  mustRun(lesson!, { lacks: () => undefined });
});
