// Where exercises are run: on plain processes, or in containers.

import { chooseCollector } from '../../lab/collector-choice.ts';
import { ComposeLab } from '../../lab/compose-lab.ts';
import { lastErrorsOf, type Written } from '../../lab/last-words.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import type { Report } from '../../verifier/report/events.ts';
import { lacks, NO_PROCESSORS } from '../gallery/exhibit.ts';
import { runInDocker } from '../gallery/in-docker.ts';
import { runOnProcesses } from '../gallery/on-processes.ts';
import type { Outcome } from '../gallery/outcome.ts';
import type { Ran, RunLab } from './grade.ts';
import type { Lesson } from './lesson.ts';
import { commandFor } from './next-command.ts';

export interface Classroom {
  run: RunLab;
  /** Why an exercise cannot be run there. */
  lacks: (lesson: Lesson) => string | undefined;
}

/** A lab that runs. */
interface Running {
  written: () => Promise<ReadonlyMap<string, Written>>;
}

export interface Told {
  report: Report;
  signal: AbortSignal;
}

export interface Place {
  docker?: boolean;
  collector?: string;
}

export async function classroomOf({ docker = false, collector: asked }: Place, { report, signal }: Told): Promise<Classroom> {
  const circumstances = { signal, report: () => undefined, began: performance.now() };
  if (docker) {
    report({ kind: 'step', message: 'Building the images of docker-compose.yml.' });
    await ComposeLab.build([COMPOSE_FILE]);
    return { lacks: () => undefined, run: ({ id }, files, variables) => hearing((meanwhile) => runInDocker(files, { ...circumstances, name: id, variables, meanwhile })) };
  }
  const collector = await chooseCollector(asked, process.env);
  return {
    lacks: ({ id, needs }) => lacks({ needs }, collector.kind) ? `\`${id}\` cannot be run: ${NO_PROCESSORS}` : undefined,
    run: (_lesson, files, variables) => hearing((meanwhile) => runOnProcesses(files, { ...circumstances, collector, variables, meanwhile })),
  };
}

/** `run` calls what it is given while the lab still runs: with it, what the services wrote is gone. */
async function hearing(run: (meanwhile: (running: Running) => Promise<void>) => Promise<Outcome>): Promise<Ran> {
  let written: ReadonlyMap<string, Written> = new Map();
  const outcome = await run(async (running) => { written = await running.written(); });
  return { ...outcome, hopLog: written.get('hop')?.log ?? '', errors: lastErrorsOf(written) };
}

/** Throws Problem(5). */
export function mustRun(lesson: Lesson, { lacks: lacking }: Pick<Classroom, 'lacks'>): void {
  const reason = lacking(lesson);
  if (reason !== undefined) throw new Problem(5, reason, ['npm run collector:build', `${commandFor('check', lesson)} --docker`]);
}
