// What came of an answer, as a document, with the commands that come next.

import { VERSION } from '../../lab/root.ts';
import type { ExerciseDocument } from '../../verifier/exercise.ts';
import type { Grade } from './grade.ts';
import type { Lesson } from './lesson.ts';

/** `edit`: the file with the TODO, as it is shown. */
export function exerciseDocument(lesson: Lesson, lessons: readonly Lesson[], result: Grade, edit: string): ExerciseDocument {
  const { id: exercise, title } = lesson;
  const next = result.solved ? [commandAfter(lesson, lessons)] : [commandFor('check', lesson), commandFor('hint', lesson)];
  return { schema: 'tracehop.exercise/1', tool: VERSION, exercise, title, ...result, edit, next };
}

export function commandFor(verb: string, { number }: Pick<Lesson, 'number'>): string {
  return `npm run workshop -- ${verb} ${number}`;
}

/** After the last exercise, the list. */
export function commandAfter({ number }: Lesson, lessons: readonly Lesson[]): string {
  const next = lessons.find((lesson) => lesson.number > number);
  return next ? commandFor('start', next) : 'npm run workshop';
}
