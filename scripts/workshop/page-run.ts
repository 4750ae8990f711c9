// Runs a page of the course as a learner would who has come so far: command by command, from the root of a checkout
// of its own, and compares each output with the one that the page shows.

import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { $, type Shell } from 'zx';

import { inCheckoutCopy } from './checkout-copy.ts';
import type { PageSeen, ShownCommand } from './course-seen.ts';
import { type Lesson, solutionOf } from './lesson.ts';
import { difference } from './mask.ts';
import { MyWork } from './my-work.ts';
import type { AnswerStep, CommandStep } from './page.ts';

export interface PageRun {
  course: string;
  wrongAnswers: string;
  /** The exercises before it, which are solved. */
  before: readonly Lesson[];
  /** The program, or `embedded`. */
  collector: string;
  docker: boolean;
  signal: AbortSignal;
}

/** They wait for a person, or for Ctrl+C; or they would install anew what the copy shares with this checkout. */
const NOT_RUN = /\bnpm (?:ci|install)\b|\bworkshop -- watch\b|--keep\b|\bdocker compose .*\bup\b(?!.*(?:--detach|-d\b|--exit-code-from))/;
const IN_DOCKER = /\bdocker\b/;

export async function runPage({ file, lesson, page }: PageSeen, run: PageRun): Promise<ShownCommand[]> {
  return inCheckoutCopy(run.course, async (cwd) => {
    const mine = new MyWork(join(cwd, 'my-work'));
    for (const each of run.before) mine.record(each, { solved: true });
    const { FORCE_COLOR: _colour, GITHUB_ACTIONS: _annotations, ...environment } = process.env;
    const shell = $({ cwd, quiet: true, nothrow: true, stdio: ['ignore', 'pipe', 'pipe'], signal: run.signal, env: { ...environment, NO_COLOR: '1', OTELCOL_BIN: run.collector } });
    const shown: ShownCommand[] = [];
    for (const step of page.steps) {
      run.signal.throwIfAborted();
      if ('answer' in step) await cp(answerFolder(lesson!, step, run), mine.of(lesson!), { recursive: true });
      else if (!NOT_RUN.test(step.command) && (run.docker || !IN_DOCKER.test(step.command))) shown.push({ file, line: step.line, command: step.command, differs: await differs(step, shell, cwd) });
    }
    return shown;
  });
}

/** Both streams, as they come: that is what a terminal shows. */
async function differs({ command, output }: CommandStep, shell: Shell, cwd: string): Promise<string | undefined> {
  const { exitCode, stdout: seen } = await shell`sh -c ${`exec 2>&1; ${command}`}`;
  if (output === undefined) return exitCode === 0 ? undefined : `fails with exit code ${exitCode}:\n${seen.trimEnd()}`;
  const patch = difference(output, seen.replaceAll(`${cwd}/`, ''));
  return patch && `does not show what the page shows:\n${patch}`;
}

function answerFolder(lesson: Lesson, { answer }: AnswerStep, { wrongAnswers }: PageRun): string {
  return answer === 'solution' ? solutionOf(lesson) : join(wrongAnswers, lesson.id, answer);
}
