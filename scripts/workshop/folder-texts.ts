// The text files of a folder, those of its own folders included, by their path from there.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { glob } from 'zx';

export type FolderTexts = ReadonlyMap<string, string>;

/** A folder that is not there has none. */
export function textsOf(folder: string): FolderTexts {
  const names = glob.globbySync('**/*', { cwd: folder, dot: true }).sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
