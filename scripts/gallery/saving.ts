// Keeps what a verdict was found from, so that it can be found again without a lab: DIR/ID/ holds what the
// Collector wrote in this run, what else the verifier knew, and the verdict.

import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { savedRun } from '../../verifier/replay.ts';
import type { VerifyOptions } from '../options.ts';
import type { Outcome } from './outcome.ts';

/** Throws Problem(2) for a folder in which something is already: what is saved there must be of one run. */
export async function openFolder(folder: string, option = '--save'): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Problem(2, `${option} names \`${folder}\`, which is no folder: ${error.message}.`);
  });
  if (there.length > 0) throw new Problem(2, `${option} names \`${folder}\`, which is not empty. Name a new folder.`);
  // One folder at a time: Node's recursive `mkdir` never ends below /proc.
  await mkdir(dirname(resolve(folder))).catch(() => undefined);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    throw new Problem(5, `\`${folder}\` cannot be made: ${error.message}.`);
  });
}

/** Besides the span files, for which there is more than one way. */
export async function saveOutcome(folder: string, { decided, document }: Outcome): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.json'), text(savedRun(decided, document.collector)));
  await writeFile(join(folder, 'verdict.json'), text(document));
}

/** A file that the Collector never made holds no spans. */
export async function copySpans(folder: string, { traces, raw }: Pick<VerifyOptions, 'traces' | 'raw'>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [source, name] of [[traces, 'traces.jsonl'], [raw, 'raw.jsonl']] as const) {
    if (source === undefined) continue;
    await copyFile(source, join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return writeFile(join(folder, name), '');
    });
  }
}

function text(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
