// The workshop's commands for a learner: what there is, how an exercise begins, how its answer is graded, and help.
// Each returns its exit code.

import { join, resolve } from 'node:path';

import { Problem } from '../lab/problem.ts';
import { VERSION } from '../lab/root.ts';
import type { CourseDocument } from '../verifier/exercise.ts';
import type { Circumstances } from './verify.ts';
import { laidOver } from './workshop/answer-folder.ts';
import { type Attempt, attempt } from './workshop/attempt.ts';
import { type Classroom, classroomOf, mustRun } from './workshop/classroom.ts';
import { lessonNamed, readCourse } from './workshop/course.ts';
import { textsOf } from './workshop/folder-texts.ts';
import { exerciseDocument, type Shown } from './workshop/grade-document.ts';
import { commandFor, LIST } from './workshop/next-command.ts';
import { editedIn, type Lesson, solutionOf } from './workshop/lesson.ts';
import { MyWork, shortly } from './workshop/my-work.ts';
import type { CheckOptions, ResetOptions, SolutionOptions } from './workshop/options.ts';
import { nextSave } from './workshop/saves.ts';
import { solutionDiffs } from './workshop/solution-diff.ts';

/** Where the course and the learner's work are; by default, those of this checkout. */
export interface Places {
  course?: string;
  work?: string;
}

/** Asks a person, who says yes or no. */
export type Confirm = (question: string) => Promise<boolean>;

type Told = Pick<Circumstances, 'report' | 'signal'>;

export function workshopList({ report }: Pick<Told, 'report'>, places: Places = {}): number {
  report({ kind: 'course', document: courseDocument(places) });
  return 0;
}

/** Throws Problem(3) where there is no course. */
export function courseDocument({ course, work }: Places = {}): CourseDocument {
  const [lessons, mine] = [readCourse(course), new MyWork(work)];
  const exercises = lessons.map((lesson) => ({ exercise: lesson.id, number: lesson.number, title: lesson.title, started: mine.isStarted(lesson), ...mine.stepOf(lesson) }));
  return {
    schema: 'tracehop.workshop/1', tool: VERSION, exercises, solved: exercises.filter(({ solved }) => solved).length, total: exercises.length,
    next: mine.next(lessons) ?? 'npm run scenario -- list',
  };
}

export async function workshopStart(word: string, { report }: Pick<Told, 'report'>, { course, work }: Places = {}): Promise<number> {
  const [lesson, mine] = [lessonNamed(word, readCourse(course)), new MyWork(work)];
  await mine.start(lesson);
  report({ kind: 'exercise-started', started: startedOf(lesson, mine) });
  return 0;
}

export async function workshopCheck(word: string | undefined, options: CheckOptions, told: Told, { course, work }: Places = {}): Promise<number> {
  const [lessons, mine] = [readCourse(course), new MyWork(work)];
  const lesson = asked(word, lessons, mine);
  if (options.dir === undefined) mine.mustBeStarted(lesson);
  const room = await classroomOf(options, told);
  mustRun(lesson, room);
  if (options.dir === undefined) return await checkOwn(lesson, lessons, { mine, room, told }) ? 0 : 1;
  const result = await laidOver(lesson, resolve(options.dir), (whole) => attempt(lesson, whole, room));
  reportGrade(lesson, result, { edit: editedIn(options.dir, lesson), after: after(lesson, lessons, mine) }, told);
  return result.solved ? 0 : 1;
}

/** Until it is solved, or until Ctrl+C. */
export async function workshopWatch(word: string | undefined, options: CheckOptions, told: Told, { course, work }: Places = {}): Promise<number> {
  const [lessons, mine] = [readCourse(course), new MyWork(work)];
  const lesson = asked(word, lessons, mine);
  const folder = mine.mustBeStarted(lesson);
  const room = await classroomOf(options, told);
  mustRun(lesson, room);
  for (;;) {
    const texts = textsOf(folder);
    if (await checkOwn(lesson, lessons, { mine, room, told })) return 0;
    told.report({ kind: 'step', message: `It is checked again when a file in \`${shortly(folder)}\` is saved. Ctrl+C ends this.` });
    await nextSave(folder, texts, told.signal);
  }
}

export function workshopHint(word: string | undefined, { report }: Pick<Told, 'report'>, { course, work }: Places = {}): number {
  const [lessons, mine] = [readCourse(course), new MyWork(work)];
  const lesson = asked(word, lessons, mine);
  const { hints: all, id: exercise } = lesson;
  const { solved, hints } = mine.stepOf(lesson);
  const shown = solved ? all.length : Math.min(hints + 1, all.length);
  // Who has solved it needs no help any more, and only wants to know what was said.
  if (!solved) mine.record(lesson, { hints: shown });
  const next = solved ? [commandFor('solution', lesson), after(lesson, lessons, mine)]
    : [commandFor('check', lesson), shown < all.length ? commandFor('hint', lesson) : `${commandFor('solution', lesson)} --give-up`];
  report({ kind: 'hints', hints: { exercise, hints: all.slice(0, shown), total: all.length, next } });
  return 0;
}

export function workshopSolution(word: string, { giveUp = false }: SolutionOptions, { report }: Pick<Told, 'report'>, { course, work }: Places = {}): number {
  const [lessons, mine] = [readCourse(course), new MyWork(work)];
  const lesson = lessonNamed(word, lessons);
  const folder = mine.mustBeStarted(lesson);
  const { solved } = mine.stepOf(lesson);
  if (!solved && !giveUp) throw new Problem(2, `\`${lesson.id}\` is not solved yet. A hint helps; the solution is shown to who gives up.`, [commandFor('hint', lesson), `${commandFor('solution', lesson)} --give-up`]);
  const diffs = solutionDiffs({ folder: shortly(folder), texts: textsOf(folder) }, { folder: shortly(solutionOf(lesson)), texts: textsOf(solutionOf(lesson)) });
  report({ kind: 'solution', solution: { exercise: lesson.id, diffs, next: solved ? [after(lesson, lessons, mine)] : [commandFor('check', lesson)] } });
  return 0;
}

/** `confirm`: undefined where there is nobody to ask. */
export async function workshopReset(word: string, { yes = false }: ResetOptions, { report, confirm }: Pick<Told, 'report'> & { confirm: Confirm | undefined }, { course, work }: Places = {}): Promise<number> {
  const [lesson, mine] = [lessonNamed(word, readCourse(course)), new MyWork(work)];
  const folder = shortly(mine.mustBeStarted(lesson));
  if (!yes && !confirm) throw new Problem(2, `What you did in \`${folder}\` would be overwritten, and here nobody can be asked.`, [`${commandFor('reset', lesson)} --yes`]);
  if (!yes && !await confirm?.(`What you did in ${folder} is overwritten. Begin anew?`)) return 1;
  await mine.reset(lesson);
  report({ kind: 'exercise-started', started: startedOf(lesson, mine) });
  return 0;
}

async function checkOwn(lesson: Lesson, lessons: readonly Lesson[], { mine, room, told }: { mine: MyWork; room: Classroom; told: Told }): Promise<boolean> {
  const folder = mine.mustBeStarted(lesson);
  told.report({ kind: 'gallery-progress', done: 0, total: 1, running: [lesson.id] });
  const result = await attempt(lesson, folder, room);
  told.signal.throwIfAborted();
  if (result.solved) mine.record(lesson, { solved: true });
  reportGrade(lesson, result, { edit: mine.filesOf(lesson), after: after(lesson, lessons, mine) }, told);
  return result.solved;
}

function reportGrade(lesson: Lesson, result: Attempt, shown: Shown, { report }: Told): void {
  report({ kind: 'exercise', document: exerciseDocument(lesson, result, shown) });
}

/** The command that comes after this exercise. */
function after({ number }: Lesson, lessons: readonly Lesson[], mine: MyWork): string {
  return mine.next(lessons, number) ?? LIST;
}

function asked(word: string | undefined, lessons: readonly Lesson[], mine: MyWork): Lesson {
  return word === undefined ? mine.current(lessons) : lessonNamed(word, lessons);
}

function startedOf(lesson: Lesson, mine: MyWork) {
  const { id: exercise, title, goal, folder } = lesson;
  return { exercise, title, goal, page: shortly(join(folder, 'README.md')), edit: mine.filesOf(lesson), next: [commandFor('check', lesson)] };
}
