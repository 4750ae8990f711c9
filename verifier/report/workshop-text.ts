// The workshop for a person: the course, what to do in an exercise, and what the evidence shows of an answer. Each
// text ends with the command that comes next, or says whether the exercise is solved.

import type { CourseDocument, CourseEntry, ExerciseDocument, Hints, SelfcheckDocument, Solution, StartedExercise } from '../exercise.ts';
import type { Paint } from './paint.ts';
import { printable, printableAll, printableByLine } from './printable.ts';
import { changeText } from './text.ts';
import { adviceOf, courseLine, isWanted, selfcheckOutcome, solvedWord, stateWords, taskText } from './workshop-words.ts';

export function exerciseText(fromElsewhere: ExerciseDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    paint('bold', `${document.exercise}: ${document.title}`),
    ...evidenceText(document, paint),
    ...fromElsewhere.missed.map((sentence) => `${paint('red', '✗')} ${linesOf(sentence)}`),
    ...fromElsewhere.errors.map(({ service, text }) => `What \`${printable(service)}\` last wrote to standard error:\n    ${linesOf(text)}`),
    ...document.solved ? [] : [`What to do: ${taskText(document)}`],
    ...commands(document),
    exerciseLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function exerciseLine({ exercise, solved }: Pick<ExerciseDocument, 'exercise' | 'solved'>, paint: Paint): string {
  return `${paint(solved ? 'green' : 'red', solvedWord({ solved }))}: ${exercise}`;
}

export function courseText({ exercises, next, ...sums }: CourseDocument, paint: Paint): string {
  const longest = Math.max(...exercises.map(({ title }) => title.length));
  const lines = exercises.map((entry) => `${mark(entry, paint)} ${String(entry.number).padStart(2, '0')}  ${`${entry.title.padEnd(longest)}  ${stateWords(entry)}`.trimEnd()}`);
  return [...lines, ...commands({ next: [next] }), courseLine(sums)].join('\n');
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

export function selfcheckLine(document: SelfcheckDocument, paint: Paint): string {
  const { word, rest } = selfcheckOutcome(document);
  return `${paint(document.holds ? 'green' : 'red', word)}${rest}`;
}

function evidenceText(document: ExerciseDocument, paint: Paint): string[] {
  const { evidence, reached, wanted } = document;
  if (!evidence || !reached || !wanted) return [];
  const { advice, alternatives } = adviceOf(evidence);
  return [
    ...changeText(evidence, paint),
    `${isWanted(document) ? paint('green', '✓') : paint('red', '✗')} ${evidence.verdict}: ${evidence.summary}`,
    ...evidence.linked || evidence.why === null ? [] : [`    because   ${evidence.why}`],
    ...isWanted(document) ? [] : [`    wanted    ${wanted.verdict}, ${wanted.where}`, `    reached   ${reached.verdict}, ${reached.where}`],
    ...advice === null ? [] : [`    advice    ${advice}`], ...alternatives.map((each) => `    ${each}`),
  ];
}

/** What a program wrote has lines, and they stay lines. */
function linesOf(sentence: string): string {
  return printableByLine(sentence).replaceAll('\n', '\n    ');
}

function commands({ next }: Pick<ExerciseDocument, 'next'>): string[] {
  return next.map((command) => `    > ${command}`);
}

function mark({ started, solved }: CourseEntry, paint: Paint): string {
  return solved ? paint('green', '✓') : started ? paint('yellow', '▸') : ' ';
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('green', line);
  return line.startsWith('-') ? paint('red', line) : line;
}
