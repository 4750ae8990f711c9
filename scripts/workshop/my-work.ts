// The folder `my-work/`: the learner's copy of each exercise that was started, and how far the learner is.

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';
import { commandFor, LIST } from './next-command.ts';
import { editedIn, exerciseOf, type Lesson } from './lesson.ts';
import { NOTHING_YET, type Progress, readProgress, recordStep, type Step } from './progress.ts';

export const MY_WORK = join(ROOT, 'my-work');

export class MyWork {
  readonly folder: string;

  constructor(folder = MY_WORK) {
    this.folder = folder;
  }

  of({ id }: Pick<Lesson, 'id'>): string {
    return join(this.folder, id);
  }

  /** For a message: as it is seen from the project's root. */
  filesOf(lesson: Pick<Lesson, 'id' | 'edit'>): string {
    return editedIn(shortly(this.of(lesson)), lesson);
  }

  isStarted(lesson: Pick<Lesson, 'id'>): boolean {
    return existsSync(this.of(lesson));
  }

  /** Throws Problem(2) where there is no copy of it yet. */
  mustBeStarted(lesson: Pick<Lesson, 'id' | 'number'>): string {
    if (this.isStarted(lesson)) return this.of(lesson);
    throw new Problem(2, `\`${lesson.id}\` is not started.`, [commandFor('start', lesson)]);
  }

  /** Throws Problem(2) where something is there: it may be hours of work. */
  async start(lesson: Lesson): Promise<void> {
    if (this.isStarted(lesson)) throw new Problem(2, `\`${lesson.id}\` is started already, in \`${shortly(this.of(lesson))}\`. Go on with it, or begin it anew.`, ['check', 'reset'].map((verb) => commandFor(verb, lesson)));
    await this.#copy(lesson);
    this.record(lesson, {});
  }

  /** What the learner did is gone, and so is that it was solved. */
  async reset(lesson: Lesson): Promise<void> {
    const folder = this.mustBeStarted(lesson);
    // The folder itself stays: somebody may have it open.
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    await this.#copy(lesson);
    this.record(lesson, NOTHING_YET);
  }

  get progress(): Progress {
    return readProgress(this.#progressFile);
  }

  stepOf({ id }: Pick<Lesson, 'id'>): Step {
    return this.progress.get(id) ?? NOTHING_YET;
  }

  record({ id }: Pick<Lesson, 'id'>, step: Partial<Step>): void {
    recordStep(this.#progressFile, id, step);
  }

  /** The first exercise that is started and not solved. Throws Problem(2), with the next command, where there is none. */
  current(lessons: readonly Lesson[]): Lesson {
    const current = lessons.find((lesson) => this.isStarted(lesson) && !this.stepOf(lesson).solved);
    if (current) return current;
    const next = this.next(lessons);
    throw new Problem(2, next ? 'No lab is started that is not solved.' : 'Every lab is solved. Name one of them.', [next ?? LIST]);
  }

  /** How it goes on: with the first exercise that is not solved, and after `number` with the first behind that. Undefined: all are solved. */
  next(lessons: readonly Lesson[], number = 0): string | undefined {
    const open = lessons.filter((lesson) => !this.stepOf(lesson).solved);
    const next = open.find((lesson) => lesson.number > number) ?? open[0];
    return next && commandFor(this.isStarted(next) ? 'check' : 'start', next);
  }

  get #progressFile(): string {
    return join(this.folder, 'progress.txt');
  }

  async #copy(lesson: Lesson): Promise<void> {
    const folder = this.of(lesson);
    await mkdir(folder, { recursive: true });
    await cp(exerciseOf(lesson), folder, { recursive: true });
  }
}

/** A path below the project's root from there; any other as it is. */
export function shortly(path: string): string {
  const short = relative(ROOT, path);
  return short.startsWith('..') ? path : short;
}
