// Grades one answer: the lab is run with its files, and what came of it is held against what the exercise asks for.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { readTopology } from '../../lab/compose-file.ts';
import { interpolate, type Variables } from '../../lab/interpolate.ts';
import type { LastError } from '../../lab/last-words.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import type { Topology } from '../../lab/topology.ts';
import { judgedRow } from '../../verifier/gallery.ts';
import type { Outcome } from '../gallery/outcome.ts';
import { gradeSheet } from './answer-sheet.ts';
import { missed } from './conditions.ts';
import { textsOf } from './folder-texts.ts';
import type { Condition, Grade } from './graded.ts';
import { exerciseOf, type Lesson } from './lesson.ts';

export interface Ran extends Outcome {
  /** What the service `hop` wrote; nothing, where there is none. */
  hopLog: string;
  /** What the services wrote last to standard error. */
  errors: LastError[];
}

/** Runs a lab of these Compose files, whose variables are filled in. */
export type RunLab = (lesson: Lesson, files: readonly string[], variables: Readonly<Record<string, string>>) => Promise<Ran>;

/** `folder`: absolute, of the answer's files. An answer with which the lab does not run is a wrong one. */
export async function grade(lesson: Lesson, folder: string, run: RunLab): Promise<Grade> {
  try {
    return await (lesson.kind === 'answer' ? gradeSheet(lesson, folder) : gradeRun(lesson, folder, run));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { solved: false, reached: null, wanted: lesson.wanted ?? null, missed: [`There is no verdict: ${error.message}`], evidence: null };
  }
}

async function gradeRun(lesson: Lesson, folder: string, run: RunLab): Promise<Grade> {
  const variables = { WORK: folder, ...visitor() };
  const [topology, shipped] = [labOf(folder, variables), labOf(exerciseOf(lesson), variables)];
  const { decided: judged, document, hopLog } = await run(lesson, filesOf(folder), variables);
  const wanted = lesson.wanted!;
  const row = judgedRow({ ...lesson, ...wanted, broken: lesson.goal, findings: [] }, judged, { next: '', milliseconds: 0, document });
  const reached = { verdict: row.verdict ?? '', where: row.where ?? '' };
  const misses = missed({ topology, shipped, judged, document, hopLog, files: textsOf(folder) }, filledIn(lesson.conditions, variables));
  return { solved: row.asExpected && misses.length === 0, reached, wanted, missed: misses, evidence: row.example };
}

function filesOf(folder: string): string[] {
  return [COMPOSE_FILE, join(folder, 'compose.yaml')];
}

function labOf(folder: string, variables: Variables): Topology {
  return readTopology(filesOf(folder), variables);
}

/** Ids of somebody else's request, for labs that get one. They are new in each run, so that no answer can know them. */
function visitor(): { VISITOR_TRACE_ID: string; VISITOR_SPAN_ID: string } {
  return { VISITOR_TRACE_ID: randomBytes(16).toString('hex'), VISITOR_SPAN_ID: randomBytes(8).toString('hex') };
}

function filledIn(conditions: readonly Condition[], variables: Variables): Condition[] {
  return conditions.map(({ name, argument }) => ({ name, argument: interpolate(argument, variables, `\`${name}\``) }));
}
