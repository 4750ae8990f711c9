// Who takes part: a command for each, what it answers, and why it cannot take part here, if it cannot. What is not on the
// machine is installed below .cache/bench, and only when asked for.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { $ } from 'zx';

import { ROOT } from '../../../lab/root.ts';
import { missingSimdjson, PYTHON, SIMDJSON_PROGRAM, VERSIONS } from './installation.ts';

export interface Contender {
  name: string;
  what: string;
  command: (file: string) => [string, ...string[]];
  environment?: Readonly<Record<string, string>>;
  /** counts: spans, traces, roots, absent parents, as JSON; document: what `tracehop check --json` says. */
  answers: 'nothing' | 'counts' | 'document';
  missing: () => string | undefined | Promise<string | undefined>;
}

export type ContenderName = 'cat' | 'simdjson' | 'tracehop' | 'tracehop-1' | 'tracehop-2' | 'tracehop-typescript' | 'chdb' | 'duckdb' | 'node' | 'jq';

const FOLDER = join(import.meta.dirname, 'contenders');

export const CONTENDERS: readonly (Contender & { name: ContenderName })[] = [
  { name: 'cat', what: 'cat, to /dev/null', command: (file) => ['sh', '-c', 'cat "$0" > /dev/null', file], answers: 'nothing', missing: () => undefined },
  { name: 'simdjson', what: `C++, simdjson ${VERSIONS.simdjson} On-Demand, one thread`, command: (file) => [SIMDJSON_PROGRAM, file], answers: 'counts', missing: missingSimdjson },
  tracehop('tracehop', 'tracehop check', []),
  tracehop('tracehop-1', 'tracehop check, 1 worker', ['--workers', '1']),
  tracehop('tracehop-2', 'tracehop check, 2 workers', ['--workers', '2']),
  tracehop('tracehop-typescript', 'tracehop check, TypeScript only', [], { TRACEHOP_SCANNER: 'typescript' }),
  { name: 'chdb', what: `chDB ${VERSIONS.chdb}, typed columns`, command: (file) => [PYTHON, join(FOLDER, 'chdb.contender.py'), file], answers: 'counts', missing: () => missingModule('chdb') },
  { name: 'duckdb', what: `DuckDB ${VERSIONS.duckdb}, typed columns`, command: (file) => [PYTHON, join(FOLDER, 'duckdb.contender.py'), file], answers: 'counts', missing: () => missingModule('duckdb') },
  { name: 'node', what: 'readline, JSON.parse, Map', command: (file) => [process.execPath, join(FOLDER, 'plain-node.ts'), file], answers: 'counts', missing: () => undefined },
  { name: 'jq', what: 'jq | sort | awk (the largest of the three)', command: (file) => ['sh', join(FOLDER, 'jq.sh'), file], answers: 'counts', missing: missingJq },
];

function tracehop(name: ContenderName, what: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): Contender & { name: ContenderName } {
  const command = (file: string): [string, ...string[]] => [process.execPath, join(ROOT, 'bin/tracehop'), 'check', file, '--json', ...words];
  return { name, what, command, environment, answers: 'document', missing: () => missingCheck(words) };
}

/** The command itself, and the options that are given to it. */
async function missingCheck(words: readonly string[]): Promise<string | undefined> {
  const { stdout } = await $({ quiet: true, nothrow: true })`${process.execPath} ${join(ROOT, 'bin/tracehop')} check --help`;
  // Asked for the help of a command that is not there, it gives its own, and succeeds.
  if (!stdout.startsWith('Usage: tracehop check')) return '`tracehop check --help` fails: the command is not there';
  return words.length > 0 && !stdout.includes(words[0]!) ? `\`tracehop check\` has no ${words[0]}` : undefined;
}

async function missingJq(): Promise<string | undefined> {
  return (await $({ quiet: true, nothrow: true })`jq --version && awk 1 /dev/null`).exitCode === 0 ? undefined : '`jq` is not installed';
}

async function missingModule(module: string): Promise<string | undefined> {
  if (existsSync(PYTHON) && (await $({ quiet: true, nothrow: true })`${PYTHON} -c ${`import ${module}`}`).exitCode === 0) return undefined;
  return 'not installed: npm run bench:check -- --install';
}
