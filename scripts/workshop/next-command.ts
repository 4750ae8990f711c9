// The commands of the workshop, as a learner types them.

import type { Lesson } from './lesson.ts';

/** Shows what is solved. */
export const LIST = 'npm run workshop';

export function commandFor(verb: string, { number }: Pick<Lesson, 'number'>): string {
  return `${LIST} -- ${verb} ${number}`;
}
