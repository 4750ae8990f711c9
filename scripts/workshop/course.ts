// The course: every folder of `workshop/` is an exercise, in the order of their numbers, and nothing else is in there.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { closest } from 'fastest-levenshtein';

import { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';
import { LIST } from './next-command.ts';
import { type Lesson, readLesson } from './lesson.ts';

export const COURSE = join(ROOT, 'workshop');

/** Throws Problem(3) for an exercise that is none. */
export function readCourse(folder = COURSE): Lesson[] {
  if (!existsSync(folder)) throw new Problem(3, `There is no workshop in \`${folder}\`. It is part of a checkout of tracehop, and not of the package.`);
  return exerciseNames(folder).map((name) => readLesson(join(folder, name)));
}

/** `word`: `3`, `03` or `03-name`. Throws Problem(2) for one that is none of them. */
export function lessonNamed(word: string, lessons: readonly Lesson[]): Lesson {
  const found = lessons.find(({ id, number }) => id === word || (/^\d+$/.test(word) && number === Number(word)));
  if (found) return found;
  const nearest = lessons.length > 0 && !/^\d+$/.test(word) ? ` Did you mean \`${closest(word, lessons.map(({ id }) => id))}\`?` : '';
  throw new Problem(2, `There is no lab \`${word}\`.${nearest}`, [LIST]);
}

function exerciseNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
