// How long a reader waits from the command to the verdict.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

import { $ } from 'zx';

import { ROOT } from '../../lab/root.ts';

/** Milliseconds, of `npm start` with the Collector named; npm's own start is part of it. */
export function npmStart(collector: string): Promise<number> {
  return untilSeen('npm', ['start', '--silent', '--', `--collector=${collector}`], process.env);
}

/** Milliseconds, of `docker compose up` with its images built. Whatever it made is removed. */
export async function composeUp(): Promise<number> {
  const env = { ...process.env, COMPOSE_PROJECT_NAME: `tracehop-bench-${randomBytes(3).toString('hex')}`, SERVICE_A_PORT: '0', SERVICE_B_PORT: '0' };
  try {
    return await untilSeen('docker', ['compose', 'up', '--no-color', '--exit-code-from', 'verify'], env);
  } finally {
    await $({ quiet: true, cwd: ROOT, env })`docker compose down --volumes --timeout 1`;
  }
}

/** Milliseconds until standard output has the verdict; resolves when the command has ended. */
function untilSeen(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    let written = '';
    let seen: number | undefined;
    const child = spawn(program, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      if (written.includes('LINKED: ')) seen ??= performance.now() - started;
    });
    child.once('error', reject);
    child.once('close', () => seen === undefined ? reject(new Error(`${program} ${words.join(' ')} gave no verdict:\n${written}`)) : resolve(seen));
  });
}
