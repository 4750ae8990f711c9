// `tracehop.yaml`: what must hold, in a part for each command that reads it. What a part says is for that command.

import { readFileSync, statSync } from 'node:fs';

import { parse } from 'yaml';

import { fields } from './fields.ts';
import { Problem } from './problem.ts';

const PARTS = ['check', 'xray'] as const;

/** The file's content; null: it is empty. Throws Problem(3). */
export function readRulesFile(file: string): unknown {
  const text = textOf(file);
  try {
    return parse(text, { logLevel: 'error' });
  } catch (error) {
    // The limit on aliases, and an alias without an anchor, are no errors of the document.
    throw new Problem(3, `\`${file}\` is not YAML: ${(error as Error).message.split('\n', 1)[0]!}`);
  }
}

/** One part of the content; undefined: there is none. Throws Problem(3) where there are other parts than those that are known. */
export function partOf(content: unknown, part: (typeof PARTS)[number], file: string): unknown {
  return fields(content, PARTS, `\`${file}: tracehop`)[part] ?? undefined;
}

function textOf(file: string): string {
  try {
    if (!statSync(file).isFile()) throw new Error('it is not a file');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(3, `The file of expectations \`${file}\` cannot be read: ${(error as Error).message}.`);
  }
}
