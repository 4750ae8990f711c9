// The workshop for a person: the course, what to do in an exercise, and what the evidence shows of an answer. Each
// text ends with the command that comes next, or says whether the exercise is solved.

import type { VerdictDocument } from '../document.ts';
import type { CourseDocument, CourseEntry, ExerciseDocument, Hints, SelfcheckDocument, Solution, StartedExercise } from '../exercise.ts';
import type { Paint } from './paint.ts';
import { printable, printableAll } from './printable.ts';
import { changeText } from './text.ts';

export function exerciseText(fromElsewhere: ExerciseDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    paint('bold', `${document.exercise}: ${document.title}`),
    ...evidenceText(document, paint),
    ...fromElsewhere.missed.map((sentence) => `${paint('red', '✗')} ${linesOf(sentence)}`),
    ...fromElsewhere.errors.map(({ service, text }) => `What \`${printable(service)}\` last wrote to standard error:\n    ${linesOf(text)}`),
    ...document.solved ? [] : [`What to do: edit ${document.edit}, then check again.`],
    ...commands(document),
    exerciseLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function exerciseLine({ exercise, solved }: Pick<ExerciseDocument, 'exercise' | 'solved'>, paint: Paint): string {
  return solved ? `${paint('green', 'SOLVED')}: ${exercise}` : `${paint('red', 'NOT SOLVED YET')}: ${exercise}`;
}

export function courseText({ exercises, next, ...sums }: CourseDocument, paint: Paint): string {
  const longest = Math.max(...exercises.map(({ title }) => title.length));
  const lines = exercises.map((entry) => `${mark(entry, paint)} ${String(entry.number).padStart(2, '0')}  ${`${entry.title.padEnd(longest)}  ${state(entry)}`.trimEnd()}`);
  return [...lines, ...commands({ next: [next] }), courseLine(sums)].join('\n');
}

export function courseLine({ solved, total }: Pick<CourseDocument, 'solved' | 'total'>): string {
  return `${solved} of ${total} labs are solved.`;
}

export function startedText({ exercise, title, goal, page, edit, next }: StartedExercise, paint: Paint): string {
  return [paint('bold', `${exercise}: ${title}`), goal, `    read      ${page}`, `    edit      ${edit}`, ...commands({ next })].join('\n');
}

export function hintsText({ hints, total, next }: Hints): string {
  return [...hints.map((hint, index) => `Hint ${index + 1} of ${total}: ${hint}`), ...commands({ next })].join('\n');
}

export function solutionText({ diffs, next }: Solution, paint: Paint): string {
  const shown = diffs.flatMap((diff) => diff.trimEnd().split('\n').map((line) => diffLine(printable(line), paint)));
  return [...shown.length > 0 ? shown : ['Your files are those of the solution.'], ...commands({ next })].join('\n');
}

export function selfcheckText(document: SelfcheckDocument, paint: Paint): string {
  const lines = document.checks.flatMap(({ check, misses }) => [
    `${misses.length === 0 ? paint('green', '✓') : paint('red', '✗')} ${check}`, ...misses.map((miss) => `    ${linesOf(miss)}`),
  ]);
  return [...lines, selfcheckLine(document, paint)].join('\n');
}

export function selfcheckLine({ checks, holds, skipped }: SelfcheckDocument, paint: Paint): string {
  const failed = checks.filter(({ misses }) => misses.length > 0).length;
  const without = skipped.length > 0 ? `; not run, for want of a real Collector: ${skipped.join(', ')}` : '';
  return `${holds ? paint('green', 'THE COURSE HOLDS') : `${paint('red', 'THE COURSE DOES NOT HOLD')}: ${failed} of ${checks.length} checks failed`}${without}.`;
}

function evidenceText({ evidence, reached, wanted }: ExerciseDocument, paint: Paint): string[] {
  if (!evidence || !reached || !wanted) return [];
  const isWanted = reached.verdict === wanted.verdict && reached.where === wanted.where;
  return [
    ...changeText(evidence, paint),
    `${isWanted ? paint('green', '✓') : paint('red', '✗')} ${evidence.verdict}: ${evidence.summary}`,
    ...evidence.linked || evidence.why === null ? [] : [`    because   ${evidence.why}`],
    ...isWanted ? [] : [`    wanted    ${wanted.verdict}, ${wanted.where}`, `    reached   ${reached.verdict}, ${reached.where}`],
    ...adviceText(evidence),
  ];
}

/** Where nothing is decided. Any other verdict leads on by itself, and how it is mended is for the learner to find. */
function adviceText({ verdict, alternatives, fix }: VerdictDocument): string[] {
  if (verdict !== 'UNDECIDED') return [];
  return fix === null ? alternatives.map((each) => `    it may be ${each.verdict}. What would tell: ${each.tell}.`) : [`    advice    ${fix}`];
}

/** What a program wrote has lines, and they stay lines. */
function linesOf(sentence: string): string {
  return sentence.split('\n').map(printable).join('\n    ');
}

function commands({ next }: Pick<ExerciseDocument, 'next'>): string[] {
  return next.map((command) => `    > ${command}`);
}

function mark({ started, solved }: CourseEntry, paint: Paint): string {
  return solved ? paint('green', '✓') : started ? paint('yellow', '▸') : ' ';
}

function state({ started, solved, hints }: CourseEntry): string {
  const words = [...solved ? ['solved'] : started ? ['started'] : [], ...hints > 0 ? [`${hints} ${hints === 1 ? 'hint' : 'hints'}`] : []];
  return words.join(', ');
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  return line.startsWith('-') ? paint('red', line) : line;
}
