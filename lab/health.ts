// Whether a service is healthy: its health test, run once a moment, until it passes.

import { execFile } from 'node:child_process';

import { type Child, inherited } from './child.ts';
import { Problem } from './problem.ts';
import type { Service } from './topology.ts';
import { type Attempt, until } from './wait.ts';

const TEST_MS = 5_000;
const HEALTHY_MS = 30_000;

/** Throws Problem(5) when the service ends first, Timeout when it does not get healthy. */
export async function untilHealthy(child: Child, { name, healthTest }: Service, signal: AbortSignal): Promise<void> {
  const attempt = async (): Promise<Attempt<void>> => {
    if (child.end) throw new Problem(5, `\`${name}\` ended with ${child.end} before it was healthy. It wrote:\n${child.lastWords()}`);
    return await passes(healthTest ?? []) ? { done: true, value: undefined } : { done: false, saw: 'its health test fails' };
  };
  await until(`\`${name}\` to be healthy`, attempt, { timeout: HEALTHY_MS, every: 25, signal });
}

function passes([form, ...command]: readonly string[]): Promise<boolean> {
  const [program = '', ...words] = form === 'CMD-SHELL' ? ['sh', '-c', ...command] : command;
  return new Promise((resolve, reject) => {
    execFile(program, words, { env: inherited(), timeout: TEST_MS }, (error) => {
      if (error?.code === 'ENOENT') reject(new Problem(5, `\`${program}\` is not installed: the services' health is asked with it.`));
      else resolve(error === null);
    });
  });
}
