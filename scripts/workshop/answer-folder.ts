// The folder that is graded: the learner's own, or any other laid over the exercise as it is shipped.

import { randomBytes } from 'node:crypto';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../lab/root.ts';
import { exerciseOf, type Lesson } from './lesson.ts';

/** Inside the checkout: from there, a learner's file finds the packages that it imports, and `#services/…`. */
const CACHE = join(ROOT, '.cache');

/** The exercise with the files of `folder` in the place of its own, for as long as `use` takes. */
export async function laidOver<T>(lesson: Lesson, folder: string, use: (folder: string) => Promise<T>): Promise<T> {
  const whole = join(CACHE, `${lesson.id}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(whole, { recursive: true });
    await cp(exerciseOf(lesson), whole, { recursive: true });
    await cp(folder, whole, { recursive: true });
    return await use(whole);
  } finally {
    await rm(whole, { recursive: true, force: true });
  }
}
