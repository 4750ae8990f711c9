// Wrong, half-right and dodging answers that are kept: a folder for each, with the files that differ from the
// exercise's, and in `expect.txt` a part of the message that refuses it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';

export const WRONG_ANSWERS = join(ROOT, 'scripts/workshop/fixtures/wrong-answers');

export const EXPECTATION = 'expect.txt';

export interface WrongAnswer {
  /** The exercise's. */
  id: string;
  name: string;
  folder: string;
  /** The message that refuses it has this in it. */
  expect: string;
}

/** Throws Problem(3) for one that does not say how it is refused. */
export function readWrongAnswers(folder = WRONG_ANSWERS): WrongAnswer[] {
  return foldersIn(folder).flatMap((id) => foldersIn(join(folder, id)).map((name) => readOne(join(folder, id, name), { id, name })));
}

function readOne(folder: string, names: Pick<WrongAnswer, 'id' | 'name'>): WrongAnswer {
  const file = join(folder, EXPECTATION);
  const expect = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (expect === '') throw new Problem(3, `\`${file}\` must have a part of the message that refuses this answer.`);
  return { ...names, folder, expect };
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
