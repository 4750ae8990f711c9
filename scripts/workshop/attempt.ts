// One attempt at an exercise: its grade, and, where it is not solved, what the services wrote last to standard error.

import type { ExerciseDocument } from '../../verifier/exercise.ts';
import type { Classroom } from './classroom.ts';
import { grade } from './grade.ts';
import type { Grade } from './graded.ts';
import type { Lesson } from './lesson.ts';

export type Attempt = Grade & Pick<ExerciseDocument, 'errors'>;

/** `folder`: absolute, of the answer's files. */
export async function attempt(lesson: Lesson, folder: string, { run }: Pick<Classroom, 'run'>): Promise<Attempt> {
  let errors: Attempt['errors'] = [];
  const graded = await grade(lesson, folder, async (...lab) => {
    const ran = await run(...lab);
    ({ errors } = ran);
    return ran;
  });
  return { ...graded, errors: graded.solved ? [] : errors };
}
