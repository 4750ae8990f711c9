// What came of an answer, as a document, with the commands that come next.

import { VERSION } from '../../lab/root.ts';
import type { ExerciseDocument } from '../../verifier/exercise.ts';
import type { Attempt } from './attempt.ts';
import { commandFor } from './next-command.ts';
import type { Lesson } from './lesson.ts';

export interface Shown {
  /** The files to edit, as they are shown. */
  edit: string;
  /** The command that comes next when it is solved. */
  after: string;
}

export function exerciseDocument(lesson: Lesson, result: Attempt, { edit, after }: Shown): ExerciseDocument {
  const { id: exercise, title } = lesson;
  const next = result.solved ? [after] : [commandFor('check', lesson), commandFor('hint', lesson)];
  return { schema: 'tracehop.exercise/1', tool: VERSION, exercise, title, ...result, edit, next };
}
