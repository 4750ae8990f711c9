// How far a learner is: one plain text file, one line an exercise, that a person can read and change.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { Problem } from '../../lab/problem.ts';

export interface Step {
  solved: boolean;
  /** How many of its hints were shown. */
  hints: number;
}

/** By the name of the exercise. */
export type Progress = ReadonlyMap<string, Step>;

export const NOTHING_YET: Step = { solved: false, hints: 0 };

const HEADER = '# The workshop: what is solved, and how many hints were asked for. Remove a line to forget about a lab.';
const LINE = /^(?<id>\S+): (?<state>solved|started)(?:, (?<hints>\d+) hints?)?$/;

/** `file` names it in a Problem(3) about a line that is none. */
export function parseProgress(text: string, file: string): Progress {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), at: index + 1 })).filter(({ line }) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map(({ line, at }) => {
    const { id = '', state, hints = '0' } = LINE.exec(line)?.groups ?? {};
    if (state === undefined) throw new Problem(3, `\`${file}:${at}\` is \`${line}\`, and must be such as \`02-lost-header: solved, 1 hint\`. Mend it, or remove it.`);
    return [id, { solved: state === 'solved', hints: Number(hints) }];
  }));
}

export function progressText(progress: Progress): string {
  const lines = [...progress].toSorted(([one], [other]) => one.localeCompare(other)).map(([id, { solved, hints }]) =>
    `${id}: ${solved ? 'solved' : 'started'}${hints === 0 ? '' : `, ${hints} ${hints === 1 ? 'hint' : 'hints'}`}`);
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** Without a file, nothing was begun. */
export function readProgress(file: string): Progress {
  try {
    return parseProgress(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error instanceof Problem ? error : new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}`);
  }
}

/** Changes one exercise's line. */
export function recordStep(file: string, id: string, step: Partial<Step>): void {
  const progress = readProgress(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, progressText(new Map([...progress, [id, { ...NOTHING_YET, ...progress.get(id), ...step }]])));
}
