// A file that somebody reads while or after it is written: all of the new text is in it, or all of what was there.

import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { Problem } from '../../lab/problem.ts';

/** Nothing else happens meanwhile, an interruption neither. Throws Problem(5). */
export function writeWhole(file: string, text: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  // A device or a pipe is written to: another file in its place would be read by nobody.
  if (there && !there.isFile()) return written(file, () => writeFileSync(file, text));
  // Behind a link, the file that it leads to.
  const place = there ? realpathSync(file) : file;
  const beside = `${place}.${process.pid}.new`;
  written(file, () => {
    try {
      writeFileSync(beside, text, { flag: 'wx', ...there && { mode: there.mode } });
      renameSync(beside, place);
    } finally {
      rmSync(beside, { force: true });
    }
  });
}

/** `write` writes to `file`. Throws Problem(5) with what hinders it. */
export function written(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Problem(5, `\`${file}\` cannot be written: ${(error as Error).message.split(',')[0]}.`);
  }
}
