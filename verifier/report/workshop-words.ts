// What is said of the course and of an answer, in the terminal and wherever they are shown.

import type { CourseDocument, CourseEntry, ExerciseDocument, SelfcheckDocument } from '../exercise.ts';
import type { VerdictDocument } from '../document.ts';
import { counted } from './counted.ts';

export function solvedWord({ solved }: Pick<ExerciseDocument, 'solved'>): string {
  return solved ? 'SOLVED' : 'NOT SOLVED YET';
}

export function courseLine({ solved, total }: Pick<CourseDocument, 'solved' | 'total'>): string {
  return `${solved} of ${total} labs are solved.`;
}

/** Empty: nothing was done with it. */
export function stateWords({ started, solved, hints }: CourseEntry): string {
  return [...solved ? ['solved'] : started ? ['started'] : [], ...hints > 0 ? [counted(hints, 'hint')] : []].join(', ');
}

export function isWanted({ reached, wanted }: Pick<ExerciseDocument, 'reached' | 'wanted'>): boolean {
  return reached !== null && wanted !== null && reached.verdict === wanted.verdict && reached.where === wanted.where;
}

export function taskText({ edit }: Pick<ExerciseDocument, 'edit'>): string {
  return `edit ${edit}, then check again.`;
}

/** Where nothing is decided. Any other verdict leads on by itself, and how it is mended is for the learner to find. */
export function adviceOf({ verdict, alternatives, fix }: VerdictDocument): { advice: string | null; alternatives: string[] } {
  if (verdict !== 'UNDECIDED') return { advice: null, alternatives: [] };
  return { advice: fix, alternatives: fix === null ? alternatives.map((each) => `it may be ${each.verdict}. What would tell: ${each.tell}.`) : [] };
}

export function selfcheckOutcome({ checks, holds, skipped }: SelfcheckDocument): { word: string; rest: string } {
  const failed = checks.filter(({ misses }) => misses.length > 0).length;
  const without = skipped.length > 0 ? `; not run, for want of a real Collector: ${skipped.join(', ')}` : '';
  return { word: holds ? 'THE COURSE HOLDS' : 'THE COURSE DOES NOT HOLD', rest: `${holds ? '' : `: ${failed} of ${checks.length} checks failed`}${without}.` };
}
