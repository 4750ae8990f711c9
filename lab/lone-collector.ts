// One Collector on its own, with whatever configuration it is given: a program of this machine, or an image.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Child } from './child.ts';
import type { CollectorChoice } from './collector-choice.ts';
import { type LogLine, READY, warningsIn } from './collector-log.ts';
import { Problem } from './problem.ts';
import { type Attempt, until } from './wait.ts';

const READY_MS = 30_000;
const ASK_MS = 2_000;
/** An image may have to be pulled first. */
const PULL_MS = 600_000;
/** `docker run` ends with 125 to 127 when no container ran. */
const DOCKER_FAILED = 125;
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** Of its standard output, and of its standard error. */
export const COLLECTOR_LOGS = ['collector.log', 'collector.stderr.log'] as const;

export interface LoneCollector {
  /** For a sentence. */
  name: string;
  /** The address that it is to listen on, and the folder that it is to write to, as it sees them. */
  host: string;
  folder: string;
  /** Until it answers a question. Milliseconds. */
  patience: number;
  /** A configuration, as it sees that: a path, or a URI. */
  sees(config: string): string;
  /** What this machine runs, so that it gets these words. */
  command(words: readonly string[], ports: readonly number[]): string[];
  /** Takes away what may be left of it. */
  remove(): Promise<void>;
}

export function onProcess({ command }: CollectorChoice, folder: string): LoneCollector {
  return {
    name: `\`${command[0]}\``, host: '127.0.0.1', folder, patience: READY_MS, sees: (config) => config,
    command: (words) => [...command, ...words],
    remove: async () => undefined,
  };
}

/** `configs`: files, each of which it gets to read, and nothing else. `variables`: names of those that they ask for. */
export function inContainer(image: string, folder: string, configs: readonly string[], variables: readonly string[]): LoneCollector {
  const container = `tracehop-xray-${randomBytes(4).toString('hex')}`;
  const files = configs.filter((config) => existsSync(pathOf(config)));
  const inside = (config: string): string => `/config/${files.indexOf(config)}.yaml`;
  return {
    name: `the image \`${image}\``, host: '0.0.0.0', folder: '/xray', patience: PULL_MS, sees: (config) => {
      if (config.startsWith(`${folder}/`)) return `/xray${config.slice(folder.length)}`;
      return files.includes(config) ? inside(config) : config;
    },
    command: (words, ports) => [
      'docker', 'run', '--rm', '--pull=missing', `--name=${container}`, '--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges', `--user=${process.getuid!()}:${process.getgid!()}`,
      ...ports.map((port) => `--publish=127.0.0.1:${port}:${port}`), ...variables.flatMap((name) => ['--env', name]),
      mount(folder, '/xray'), ...files.map((config) => mount(resolve(pathOf(config)), inside(config), 'readonly')), image, ...words,
    ],
    remove: async () => { await run(['docker', 'rm', '--force', container], AbortSignal.timeout(READY_MS)); },
  };
}

/** The Collector takes a path with its scheme too. */
function pathOf(config: string): string {
  return config.replace(/^file:/, '');
}

/** A line of CSV, in which a path may have commas and colons. */
function mount(source: string, target: string, ...more: readonly string[]): string {
  return `--mount=${['type=bind', `source=${source}`, `target=${target}`, ...more].map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}`;
}

/** Runs it until it ends by itself, and returns what it wrote. Throws Problem(3) with its own message. When it does not end, nothing is left running. */
export async function ask(collector: LoneCollector, words: readonly string[], signal: AbortSignal): Promise<string> {
  const late = AbortSignal.timeout(collector.patience);
  const { exitCode, stdout, stderr } = await run(collector.command(words, []), AbortSignal.any([signal, late])).catch(async (error: Error) => {
    await collector.remove();
    signal.throwIfAborted();
    throw late.aborted ? new Problem(5, `${collector.name} did not answer to \`${words[0]}\` in ${collector.patience / 1_000} s: is it an OpenTelemetry Collector?`) : error;
  });
  if (exitCode === 0) return stdout;
  if (exitCode >= DOCKER_FAILED) throw new Problem(5, `${collector.name} cannot be run: ${reasonIn(stderr)}`);
  if (/unknown command|unknown flag/.test(stderr)) throw new Problem(5, `${collector.name} has no command \`${words[0]}\`: X-ray needs a Collector that can print its configuration, 0.130 or later.`);
  const lacks = stderr.includes('unknown type:') ? '\nThis Collector is built without it. Name the one that you run the configuration with: --collector PATH, or --image IMAGE.' : '';
  throw new Problem(3, `${collector.name} refuses the configuration:\n${stderr.trim() || `It ended with exit code ${exitCode}, and wrote nothing.`}${lacks}`);
}

/** Docker says why, and then where its help is. */
function reasonIn(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return lines.find((line) => line.startsWith('docker: ')) ?? lines.at(-1)!;
}

export interface Running {
  /** Throws Problem(5), with what it wrote last, when it has ended. */
  assertRunning(): void;
  /** What it logged as a warning or an error since it was ready, and how often; the most frequent first. */
  warnings(): LogLine[];
  stop(): Promise<void>;
}

/** Starts it, and waits until `url` takes what is posted to it. When that fails, nothing is left running. */
export async function startCollector(collector: LoneCollector, { words, ports, url, logs, signal }: { words: readonly string[]; ports: readonly number[]; url: string; logs: string; signal: AbortSignal }): Promise<Running> {
  const child = new Child({ name: 'collector', command: collector.command(words, ports), environment: ownEnvironment(), folder: process.cwd(), logFile: join(logs, COLLECTOR_LOGS[0]), errorFile: join(logs, COLLECTOR_LOGS[1]) });
  const stop = async (): Promise<void> => {
    await child.stop();
    await collector.remove();
  };
  try {
    await until('the Collector to take spans', () => ready(child, url), { timeout: READY_MS, signal });
    return { assertRunning: () => assertRunning(child), warnings: () => warningsIn(child.errors), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whoever has its port already might answer too, so it must have said that it is ready. */
async function ready(child: Child, url: string): Promise<Attempt<void>> {
  assertRunning(child);
  if (!child.lastWords(Infinity).includes(READY)) return { done: false, saw: 'it has not said that it is ready' };
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(ASK_MS) }).catch((error: Error) => error);
  if (answer instanceof Error) return { done: false, saw: 'nothing answers there' };
  return answer.ok ? { done: true, value: undefined } : { done: false, saw: `it answers with status ${answer.status}` };
}

function assertRunning(child: Child): void {
  if (child.end !== undefined) throw new Problem(5, `The Collector ended with ${child.end}. It wrote:\n${child.lastWords()}`);
}

/** The configuration may ask for any variable. */
function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
}

function run([program = '', ...words]: readonly string[], signal: AbortSignal): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolveRun, reject) => {
    execFile(program, words, { maxBuffer: LONGEST_OUTPUT, signal, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Problem(5, `\`${program}\` cannot be run: ${error.message}.`));
      else resolveRun({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
