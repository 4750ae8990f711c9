// Which Collector the lab on plain processes uses: the one asked for, else a real one that is found, else the
// embedded one.

import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { which } from 'zx';

import { Problem } from './problem.ts';
import { program, ROOT } from './root.ts';

export interface CollectorChoice {
  kind: 'embedded' | 'otelcol';
  /** The program, to which the Compose file's command is added. */
  command: readonly string[];
}

/** Where `npm run collector:build` leaves the Collector that it built. */
export const BUILT_COLLECTOR = join(ROOT, '.cache/otelcol/otelcol-contrib');

/** `asked`: `embedded`, the path of a Collector, or undefined for the first that is there. */
export async function chooseCollector(asked: string | undefined, { OTELCOL_BIN }: NodeJS.ProcessEnv): Promise<CollectorChoice> {
  if ((asked ?? OTELCOL_BIN) === 'embedded') return embedded();
  if (asked !== undefined) return real(asked, '--collector');
  if (OTELCOL_BIN) return real(OTELCOL_BIN, 'OTELCOL_BIN');
  const found = await which('otelcol-contrib', { nothrow: true })
    ?? await which('otelcol', { nothrow: true })
    ?? (isExecutable(BUILT_COLLECTOR) ? BUILT_COLLECTOR : undefined);
  return found ? { kind: 'otelcol', command: [found] } : embedded();
}

/** For a sentence. */
export function nameOf({ kind, command }: CollectorChoice): string {
  return kind === 'embedded' ? 'the embedded collector' : `the OpenTelemetry Collector \`${command[0]}\``;
}

function embedded(): CollectorChoice {
  return { kind: 'embedded', command: [process.execPath, program('lab/embedded/collector.ts')] };
}

function real(path: string, source: string): CollectorChoice {
  const file = resolve(path);
  if (isExecutable(file)) return { kind: 'otelcol', command: [file] };
  throw new Problem(5, `${source} names \`${path}\`, which is not a program. Give the path of an OpenTelemetry Collector, or \`embedded\`.`);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
