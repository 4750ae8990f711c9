// Files that others write, as they stand at one moment: whether they grew since, and whether something of what was
// there is gone.

import { statSync } from 'node:fs';

import { Problem } from '../../lab/problem.ts';
import { sourcesOf } from './sources.ts';

export interface FileState {
  path: string;
  /** The same as long as it is the same file, whatever its name. */
  identity: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  changed: number;
}

/** A file that is not there at the moment is none. Throws Problem(2) for what is no file, as it has an end of its own. */
export function statesOf(args: readonly string[]): FileState[] {
  return args.flatMap((argument) => {
    try {
      return sourcesOf([argument]).flatMap(({ path, kind }) => {
        if (kind !== 'file') throw new Problem(2, `Only files can be followed, and \`${path}\` is none.`);
        const { dev, ino, size, mtimeMs } = statSync(path);
        return [{ path, identity: `${dev}:${ino}`, size, changed: mtimeMs }];
      });
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  });
}

export function isSame(one: readonly FileState[], other: readonly FileState[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What became of the first file whose content is not all there any more; undefined: nothing is gone. A new name loses nothing. */
export function lossBetween(before: readonly FileState[], now: readonly FileState[]): string | undefined {
  for (const { path, identity, size } of before) {
    const same = now.find((state) => state.identity === identity);
    if (same && same.size < size) return `\`${path}\` became shorter`;
    if (!same) return `\`${path}\` ${now.some((state) => state.path === path) ? 'is another file now' : 'is gone'}`;
  }
  return undefined;
}

/** Between two looks it may vanish, or cannot be looked at. */
function isMissing(error: unknown): boolean {
  return error instanceof Problem ? error.exitCode === 3 : (error as NodeJS.ErrnoException).syscall !== undefined;
}
