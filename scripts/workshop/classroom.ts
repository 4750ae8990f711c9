// Where exercises are run: on plain processes, or in containers.

import { chooseCollector } from '../../lab/collector-choice.ts';
import { ComposeLab } from '../../lab/compose-lab.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import type { Report } from '../../verifier/report/events.ts';
import { lacks, NO_PROCESSORS } from '../gallery/exhibit.ts';
import { runInDocker } from '../gallery/in-docker.ts';
import { runOnProcesses } from '../gallery/on-processes.ts';
import type { RunLab } from './grade.ts';
import { commandFor } from './grade-document.ts';
import type { Lesson } from './lesson.ts';

export interface Classroom {
  run: RunLab;
  /** Why an exercise cannot be run there. */
  lacks: (lesson: Lesson) => string | undefined;
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
    return { lacks: () => undefined, run: ({ id }, files, variables) => runInDocker(files, { ...circumstances, name: id, variables }) };
  }
  const collector = await chooseCollector(asked, process.env);
  return {
    lacks: ({ id, needs }) => lacks({ needs }, collector.kind) ? `\`${id}\` cannot be run: ${NO_PROCESSORS}` : undefined,
    run: (_lesson, files, variables) => runOnProcesses(files, { ...circumstances, collector, variables }),
  };
}

/** Throws Problem(5). */
export function mustRun(lesson: Lesson, { lacks: lacking }: Pick<Classroom, 'lacks'>): void {
  const reason = lacking(lesson);
  if (reason !== undefined) throw new Problem(5, reason, ['npm run collector:build', `${commandFor('check', lesson)} --docker`]);
}
