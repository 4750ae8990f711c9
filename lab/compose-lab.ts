// Runs the services of Compose files in containers, as a project of its own, and takes all of it away again.
// The counterpart of processes.ts.

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { readTopology } from './compose-file.ts';
import { compose, type ComposeProject, type ContainerState, lastLine, statesOf, writtenBy } from './compose-project.ts';
import { lastWordsOf, type Written } from './last-words.ts';
import { Problem } from './problem.ts';
import type { Action } from './action.ts';
import type { Dependency, Service } from './topology.ts';
import { type Attempt, until } from './wait.ts';

const READY_MS = 60_000;

export interface Start {
  /** Goes into the name of the project. */
  name: string;
  /** Fill in the files' variables. */
  variables?: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

export class ComposeLab {
  readonly project: ComposeProject;
  readonly #dependencies: readonly Dependency[];
  /** The service for which the lab is there, as the files say it. */
  readonly service: Service;

  private constructor(service: string, files: readonly string[], { name, variables = {} }: Start) {
    const unique = `tracehop-${name}-${randomBytes(3).toString('hex')}`;
    // Port 0 lets Docker choose a free one.
    this.project = { files, variables: { ...variables, COMPOSE_PROJECT_NAME: unique, SERVICE_A_PORT: '0', SERVICE_B_PORT: '0' } };
    this.service = readTopology(files, variables).services.get(service)!;
    this.#dependencies = this.service.dependsOn;
  }

  /** Builds the images that labs of these files run. */
  static async build(files: readonly string[]): Promise<void> {
    await must({ files, variables: {} }, 'The images cannot be built', 'build', '--quiet');
  }

  /** Starts what `service` depends on, and not itself. When anything fails, nothing is left. */
  static async startFor(service: string, files: readonly string[], start: Start): Promise<ComposeLab> {
    const { signal } = start;
    const lab = new ComposeLab(service, files, start);
    try {
      signal.throwIfAborted();
      await must(lab.project, 'The lab cannot be started', 'up', '--detach', '--no-build', '--quiet-pull', ...lab.#dependencies.map((each) => each.service));
      await until('the containers', () => lab.#ready(), { timeout: READY_MS, every: 100, signal });
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async perform({ verb, service }: Pick<Action, 'verb' | 'service'>): Promise<void> {
    await must(this.project, `\`${service}\` did not ${verb}`, verb, service);
  }

  /** Copies what the Collector wrote, whether it runs or not. */
  async copyOutput(folder: string): Promise<void> {
    await must(this.project, 'The span files cannot be copied', 'cp', 'collector:/output/.', folder);
    // The image's folder is in version control, and empty there.
    await rm(join(folder, '.keep'), { force: true });
  }

  /** Of each service that was started, by its name. */
  async written(): Promise<Map<string, Written>> {
    const states = await statesOf(this.project);
    return new Map(await Promise.all(states.map(async (state) => [state.Service, await writtenBy(state)] as const)));
  }

  async stop(): Promise<void> {
    await must(this.project, 'The lab cannot be taken down', 'down', '--volumes', '--remove-orphans', '--timeout', '1');
  }

  async #ready(): Promise<Attempt<void>> {
    const states = new Map((await statesOf(this.project)).map((state) => [state.Service, state]));
    const waiting = this.#dependencies.filter(({ service, condition }) => !fulfils(states.get(service), condition));
    const dead = waiting.map(({ service }) => states.get(service)).find((state) => state?.State === 'exited' || state?.State === 'dead');
    if (dead) throw new Problem(5, `\`${dead.Service}\` ended with exit code ${dead.ExitCode} before it was ready. It wrote:\n${await this.#lastWords(dead.Service)}`);
    return waiting.length === 0 ? { done: true, value: undefined } : { done: false, saw: `${waiting.map(({ service }) => service).join(', ')} not ready` };
  }

  async #lastWords(service: string): Promise<string> {
    return lastWordsOf((await compose(this.project, 'logs', '--no-log-prefix', '--tail', '30', service)).stdout);
  }
}

function fulfils(state: ContainerState | undefined, condition: Dependency['condition']): boolean {
  if (condition === 'service_completed_successfully') return state?.State === 'exited' && state.ExitCode === 0;
  return state?.State === 'running' && (condition === 'service_started' || state.Health === 'healthy');
}

async function must(project: ComposeProject, problem: string, ...words: string[]): Promise<void> {
  const { exitCode, stderr } = await compose(project, ...words);
  if (exitCode !== 0) throw new Problem(5, `${problem}: ${lastLine(stderr)}`);
}
