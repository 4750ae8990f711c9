// A copy of this checkout, as a new learner has it: in it a page's commands can be run, and nobody's work is in the way.

import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { fs } from 'zx';

import { ROOT } from '../../lab/root.ts';

/** Of the project's root: what is no part of a fresh checkout, or is shared. */
const LEFT_OUT = new Set(['.cache', '.git', 'dist', 'my-work', 'node_modules', 'workshop']);

/** `course` becomes its `workshop/`. */
export async function inCheckoutCopy<T>(course: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tracehop-page-'));
  try {
    await fs.copy(ROOT, folder, { filter: (path: string) => !(dirname(path) === ROOT && LEFT_OUT.has(basename(path))) });
    await fs.copy(course, join(folder, 'workshop'));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
