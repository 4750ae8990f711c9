// Where a report may be written: said before anything runs, rather than when it is over.

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { written } from './whole-file.ts';

/** How each form begins: only what does is written over. */
const BEGINNINGS = { html: '<!DOCTYPE html>', junit: '<?xml ' } as const;

/** Throws Problem(2) where a place can hold no file, is named twice, or holds something that is no report. */
export function assertPlaces({ html, junit }: { html?: string | undefined; junit?: string | undefined }): void {
  for (const [option, file] of [['html', html], ['junit', junit]] as const) if (file !== undefined) assertPlace(option, file);
  if (html !== undefined && junit !== undefined && resolve(html) === resolve(junit)) throw new Problem(2, `--html and --junit both name \`${html}\`.`);
}

function assertPlace(option: keyof typeof BEGINNINGS, file: string): void {
  const there = file === '' ? undefined : statSync(file, { throwIfNoEntry: false });
  if (file === '' || there?.isDirectory()) throw new Problem(2, `--${option} names \`${file}\`, which is not a file.`);
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) throw new Problem(2, `--${option} names \`${file}\`, whose folder does not exist.`);
  if (there?.isFile() && there.size > 0 && !beginsWith(file, BEGINNINGS[option])) throw new Problem(2, `--${option} names \`${file}\`, which is no report: it would be lost.`);
}

function beginsWith(file: string, beginning: string): boolean {
  const head = Buffer.alloc(beginning.length);
  written(file, () => {
    const opened = openSync(file, 'r');
    try {
      readSync(opened, head);
    } finally {
      closeSync(opened);
    }
  });
  return head.toString('latin1') === beginning;
}
