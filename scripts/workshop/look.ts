// Looks at the course: reads its files, runs every exercise as shipped, with its solution and with its wrong answers,
// and runs every page.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chooseCollector } from '../../lab/collector-choice.ts';
import { plain } from '../../verifier/report/paint.ts';
import { exerciseText } from '../../verifier/report/workshop-text.ts';
import { withProgress } from '../gallery/workers.ts';
import { laidOver } from './answer-folder.ts';
import { attempt } from './attempt.ts';
import { type Classroom, classroomOf, type Told } from './classroom.ts';
import { COURSE, lessonNamed, readCourse } from './course.ts';
import type { CourseSeen, LessonSeen, PageSeen, Run, ShownCommand } from './course-seen.ts';
import { textsOf } from './folder-texts.ts';
import { exerciseDocument } from './grade-document.ts';
import { LIST } from './next-command.ts';
import { editedIn, exerciseOf, type Lesson, solutionOf } from './lesson.ts';
import type { SelfcheckOptions } from './options.ts';
import { readPage } from './page.ts';
import { type PageRun, runPage } from './page-run.ts';
import { readWrongAnswers, WRONG_ANSWERS } from './wrong-answers.ts';

/** By default, those of this checkout. */
export interface SelfcheckPlaces {
  course?: string;
  wrongAnswers?: string;
}

interface Job {
  id: string;
  work: (signal: AbortSignal) => Promise<{ run: Run } | { shown: ShownCommand[] }>;
}

/** Each takes the better part of a processor at its start. */
const JOBS = 3;

/** `words` name the exercises that are looked at; none: all. `skipped`: those that cannot be run there. */
export async function lookAtCourse(words: readonly string[], options: SelfcheckOptions, told: Told, { course = COURSE, wrongAnswers: kept = WRONG_ANSWERS }: SelfcheckPlaces): Promise<{ seen: CourseSeen; skipped: string[] }> {
  const [all, wrongAnswers] = [readCourse(course), readWrongAnswers(kept)];
  const lessons = (words.length === 0 ? all : words.map((word) => lessonNamed(word, all))).map(lookAt);
  const room = await classroomOf(options, told);
  const canRun = lessons.filter(({ lesson }) => room.lacks(lesson) === undefined);
  const pages = [...words.length === 0 ? guidesIn(course) : [], ...lessons.map(({ lesson }) => pageOf(join(lesson.folder, 'README.md'), `${lesson.id}/README.md`, lesson))];
  const pageRun = { course, wrongAnswers: kept, docker: options.docker ?? false, collector: await collectorOf(options) };
  const results = await withProgress([
    ...canRun.flatMap(({ lesson }) => answersTo(lesson, wrongAnswers).map((of) => answerJob(lesson, of, room))),
    ...pages.filter(({ lesson }) => !lesson || room.lacks(lesson) === undefined)
      .map((page) => pageJob(page, { ...pageRun, before: all.filter(({ number }) => number < (page.lesson?.number ?? 0)) })),
  ], { jobs: JOBS, ...told }, ({ work }, signal) => work(signal));
  const seen = {
    ids: all.map(({ id }) => id), lessons, pages, wrongAnswers, entries: readdirSync(course), wrongTexts: new Map(wrongAnswers.map(({ folder }) => [folder, textsOf(folder)])),
    runs: results.flatMap((result) => 'run' in result ? [result.run] : []), shown: results.flatMap((result) => 'shown' in result ? result.shown : []),
  };
  return { seen, skipped: lessons.filter((each) => !canRun.includes(each)).map(({ lesson: { id } }) => id) };
}

function lookAt(lesson: Lesson): LessonSeen {
  return { lesson, entries: readdirSync(lesson.folder), exercise: textsOf(exerciseOf(lesson)), solution: textsOf(solutionOf(lesson)) };
}

/** The pages about the course. */
function guidesIn(course: string): PageSeen[] {
  return readdirSync(course).filter((name) => name.endsWith('.md')).map((name) => pageOf(join(course, name), name, undefined));
}

/** A page that is not there is empty. */
function pageOf(path: string, file: string, lesson: Lesson | undefined): PageSeen {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { file, lesson, text, page: readPage(text) };
}

function answersTo({ id }: Lesson, wrongAnswers: CourseSeen['wrongAnswers']): Run['of'][] {
  return ['the exercise', 'the solution', ...wrongAnswers.filter((each) => each.id === id)];
}

function answerJob(lesson: Lesson, of: Run['of'], room: Classroom): Job {
  const folder = of === 'the exercise' ? exerciseOf(lesson) : of === 'the solution' ? solutionOf(lesson) : of.folder;
  return {
    id: lesson.id,
    work: async (signal) => {
      const result = await laidOver(lesson, folder, (whole) => attempt(lesson, whole, room));
      signal.throwIfAborted();
      return { run: { lesson, of, grade: result, text: exerciseText(exerciseDocument(lesson, result, { edit: editedIn(folder, lesson), after: LIST }), plain) } };
    },
  };
}

function pageJob(seen: PageSeen, run: Omit<PageRun, 'signal'>): Job {
  return { id: seen.file, work: async (signal) => ({ shown: await runPage(seen, { ...run, signal }) }) };
}

async function collectorOf({ docker = false, collector }: SelfcheckOptions): Promise<string> {
  const { kind, command } = await chooseCollector(docker ? undefined : collector, process.env);
  return kind === 'embedded' ? kind : command[0]!;
}
