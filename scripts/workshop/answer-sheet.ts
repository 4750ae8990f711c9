// `answer.yaml`, the sheet of an exercise whose answer is filled in, and the saved run that it asks about.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseDocument } from 'yaml';

import { fields, matching, one } from '../../lab/fields.ts';
import { Problem } from '../../lab/problem.ts';
import { readSaved } from '../saved.ts';
import { missedAnswers, QUESTIONS } from './answers.ts';
import type { Grade } from './graded.ts';
import { exerciseOf, type Lesson } from './lesson.ts';

const SHEET = 'answer.yaml';

/** The run is the exercise's own: what the learner does to the copy of it changes no answer. */
export async function gradeSheet(lesson: Lesson, folder: string): Promise<Grade> {
  const asked = Object.keys(readSheet(exerciseOf(lesson))).map((name) => one(name, Object.keys(QUESTIONS), `\`${join(exerciseOf(lesson), SHEET)}: ${name}`));
  const { judged: [run] } = await readSaved(join(exerciseOf(lesson), 'run'));
  const missed = missedAnswers(readSheet(folder, asked), asked, run!.evidence);
  return { solved: missed.length === 0, reached: null, wanted: null, missed, evidence: null };
}

/** Every value is a text: some ids would do as numbers too. */
function readSheet(folder: string, known?: readonly string[]): Record<string, string> {
  const file = join(folder, SHEET);
  const text = read(file);
  mustHaveSpaces(text, file);
  const document = parseDocument(text, { schema: 'failsafe' });
  const [error] = document.errors;
  if (error) throw new Problem(3, `\`${file}\` is not YAML: ${error.message}`);
  const given = document.toJS() as Record<string, unknown>;
  const entries = Object.entries(fields(given, known ?? Object.keys(given ?? {}), `\`${file}: sheet`));
  return Object.fromEntries(entries.map(([name, value]) => [name, matching(value ?? '', /^/, `\`${file}: ${name}`, 'must be an id')]));
}

/** YAML takes `trace-id:f685…` for one word, and complains of a line further down. Throws Problem(3). */
function mustHaveSpaces(text: string, file: string): void {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => /^[\w-]+:\S/.test(line));
  if (index !== -1) throw new Problem(3, `\`${file}:${index + 1}\` lacks a space after the colon: \`${lines[index]!.replace(':', ': ').trim()}\` is what it is to be.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}`);
  }
}
