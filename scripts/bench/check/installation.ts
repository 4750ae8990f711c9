// What the contenders need that a machine seldom has: a parser in C++ and two databases, each pinned, below .cache/bench.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { $, echo, fs } from 'zx';

import { ROOT } from '../../../lab/root.ts';

export const CACHE = join(ROOT, '.cache/bench');

export const VERSIONS = { simdjson: '3.9.4', duckdb: '2.0.1', chdb: '4.4.0', chdbCore: '26.9.0' };

export const PYTHON = join(CACHE, 'python/bin/python');
export const SIMDJSON_PROGRAM = join(CACHE, 'simdjson/contender');
const SIMDJSON_SOURCE = join(CACHE, 'simdjson/node_modules/@nozbe/simdjson/src');
const SIMDJSON_CONTENDER = join(import.meta.dirname, 'contenders/simdjson.cpp');

export async function install(): Promise<void> {
  echo(`Installing into ${CACHE}: simdjson ${VERSIONS.simdjson}, DuckDB ${VERSIONS.duckdb}, chDB ${VERSIONS.chdb}.`);
  await fs.ensureDir(join(CACHE, 'simdjson'));
  // Its package on npm is the two files of the amalgamation: no root, and one version on every machine.
  await $({ quiet: true })`npm install --prefix ${join(CACHE, 'simdjson')} --no-save --ignore-scripts --no-audit --no-fund ${`@nozbe/simdjson@${VERSIONS.simdjson}`}`;
  if (!existsSync(PYTHON)) await $({ quiet: true })`python3 -m venv ${join(CACHE, 'python')}`;
  await $({ quiet: true })`${PYTHON} -m pip install --quiet --disable-pip-version-check duckdb==${VERSIONS.duckdb} chdb==${VERSIONS.chdb} chdb-core==${VERSIONS.chdbCore}`;
}

/** Compiles the contender where that is to be done; or says why there is none. */
export async function missingSimdjson(): Promise<string | undefined> {
  if (!existsSync(SIMDJSON_SOURCE)) return 'not installed: npm run bench:check -- --install';
  if (existsSync(SIMDJSON_PROGRAM) && statSync(SIMDJSON_PROGRAM).mtimeMs > statSync(SIMDJSON_CONTENDER).mtimeMs) return undefined;
  const words = ['-std=c++17', '-O3', '-march=native', '-DNDEBUG', '-I', SIMDJSON_SOURCE, '-o', SIMDJSON_PROGRAM, SIMDJSON_CONTENDER, join(SIMDJSON_SOURCE, 'simdjson.cpp')];
  const { exitCode, stderr } = await $({ quiet: true, nothrow: true })`c++ ${words}`;
  return exitCode === 0 ? undefined : `it does not compile: ${stderr.trim().split('\n').at(-1)}`;
}
