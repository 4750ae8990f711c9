// One project of Docker Compose: its files, its name and its variables, and the command that acts on it.

import { $, type ProcessOutput } from 'zx';

import type { Written } from './last-words.ts';
import { Problem } from './problem.ts';
import { COMPOSE_FILE } from './root.ts';

export interface ComposeProject {
  files: readonly string[];
  /** What is set besides our own environment, such as COMPOSE_PROJECT_NAME. */
  variables: Readonly<Record<string, string>>;
}

/** The one that `docker compose up` starts in a checkout. */
export const OWN_PROJECT: ComposeProject = { files: [COMPOSE_FILE], variables: {} };

export interface ContainerState {
  ID: string;
  Service: string;
  State: string;
  /** Empty, where there is no health check. */
  Health: string;
  ExitCode: number;
}

/** In a process group of its own: what was begun ends, Ctrl+C or not. */
export function compose({ files, variables }: ComposeProject, ...words: string[]): Promise<ProcessOutput> {
  const shell = $({ quiet: true, nothrow: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...variables } });
  return shell`docker compose ${files.flatMap((file) => ['--file', file])} ${words}`;
}

/** All that there are, running or not. Throws Problem(5) where there is no Docker engine. */
export async function statesOf(project: ComposeProject): Promise<ContainerState[]> {
  const { exitCode, stdout, stderr } = await compose(project, 'ps', '--all', '--format', 'json');
  if (exitCode !== 0) throw new Problem(5, `Docker does not answer: ${lastLine(stderr)} Without Docker, \`npm start\` runs the lab as plain processes.`);
  return stdout.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ContainerState);
}

/** `docker compose logs` would mix the two. */
export async function writtenBy({ ID }: Pick<ContainerState, 'ID'>): Promise<Written> {
  const { stdout: log, stderr: errors } = await $({ quiet: true, nothrow: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })`docker logs ${ID}`;
  return { log, errors };
}

export async function runningIn(project: ComposeProject): Promise<string[]> {
  return (await statesOf(project)).filter(({ State }) => State === 'running').map(({ Service }) => Service);
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
