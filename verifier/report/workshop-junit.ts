// An answer to an exercise, and the check of the course, as JUnit reports: one test case a check.

import type { ExerciseDocument, SelfcheckDocument } from '../exercise.ts';
import { type Case, junitReport } from './junit.ts';
import { printable, printableAll } from './printable.ts';

export function exerciseJunit(untrusted: ExerciseDocument): string {
  const { exercise, solved, reached, wanted, missed, evidence } = printableAll(untrusted);
  const isReached = reached?.verdict === wanted?.verdict && reached?.where === wanted?.where;
  const cases = [
    ...wanted ? [caseOf(`it gets ${wanted.verdict}, ${wanted.where}`, isReached ? undefined : `${reached ? `${reached.verdict}, ${reached.where}` : 'no verdict'}${evidence ? `: ${evidence.summary}` : ''}`)] : [],
    ...missed.map((sentence) => caseOf(sentence, sentence)),
    caseOf('it is solved', solved ? undefined : 'not yet'),
  ];
  return junitReport(`tracehop workshop check ${exercise}`, cases.map((each) => ({ ...each, classname: exercise })));
}

export function selfcheckJunit({ checks, skipped }: SelfcheckDocument): string {
  return junitReport('tracehop workshop selfcheck', [
    ...checks.map(({ check, misses }) => ({ ...caseOf(printable(check), misses.length === 0 ? undefined : misses.map(printable).join(' · ')), classname: 'course' })),
    ...skipped.map((exercise) => ({ classname: 'not run', name: printable(exercise), isSkipped: true })),
  ]);
}

function caseOf(name: string, failure: string | undefined): Omit<Case, 'classname'> {
  return { name, failure: failure === undefined ? undefined : { message: failure, type: 'NOT_AS_WANTED' } };
}
