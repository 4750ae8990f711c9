// Runs contenders in turns on one file, so that whatever else the machine does meets all of them, and measures each: wall
// and processor time, and the most memory of its largest process. GNU time measures, which costs a millisecond.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Problem } from '../../../lab/problem.ts';
import { wrongsOf } from './answers.ts';
import type { Contender } from './contenders.ts';
import type { Truth } from './truth.ts';

export interface Run {
  seconds: number;
  /** User and system. */
  cpuSeconds: number;
  /** MiB. */
  peak: number;
  wrongs: string[];
}

export interface Course {
  file: string;
  truth: Truth;
  /** For what the measuring itself writes. */
  folder: string;
  signal: AbortSignal;
}

export type Runs<T extends Contender> = { contender: T; runs: Run[] };

export function isRight(runs: readonly Run[]): boolean {
  return runs.every(({ wrongs }) => wrongs.length === 0);
}

/** Each contender once a round. */
export async function race<T extends Contender>(contenders: readonly T[], course: Course, rounds: number, onRun: (contender: T, run: Run) => void): Promise<Runs<T>[]> {
  const results = contenders.map((contender): Runs<T> => ({ contender, runs: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, runs } of results) {
      const run = await measure(contender, course);
      runs.push(run);
      onRun(contender, run);
    }
  }
  return results;
}

async function measure({ command, environment, answers }: Contender, { file, truth, folder, signal }: Course): Promise<Run> {
  const measured = join(folder, 'time.txt');
  const began = performance.now();
  const printed = await outputOf(['--output', measured, '--format', '%U %S %M', ...command(file)], { ...process.env, ...environment }, signal);
  const seconds = (performance.now() - began) / 1_000;
  // A line of its own comes first where the exit code is not 0, which is the verdict of a file with broken traces.
  const [user, system, kibibytes] = readFileSync(measured, 'utf8').trimEnd().split('\n').at(-1)!.split(' ').map(Number) as [number, number, number];
  return { seconds, cpuSeconds: user + system, peak: kibibytes / 1_024, wrongs: wrongsOf(answers, printed, truth) };
}

/** In a group of its own, which ends as a whole. */
function outputOf(words: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const child = spawn('time', words, { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const end = (): void => { process.kill(-child.pid!, 'SIGTERM'); };
  signal.addEventListener('abort', end, { once: true });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text; });
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Problem(5, '`time` of GNU measures the contenders, and it is not installed: `apt-get install time`.')));
    child.once('close', () => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve(printed);
    });
  });
}
