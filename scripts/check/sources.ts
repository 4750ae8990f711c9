export interface Source { path: string; size: number | undefined; kind: 'file' | 'stdin' }
import { globSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../lab/problem.ts';
export function sourcesOf(files: readonly string[]): Source[] {
  return files.flatMap((file): Source[] => {
    if (file === '-') return [{ path: '-', size: undefined, kind: 'stdin' }];
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) { const found = globSync(file); if (found.length === 0) throw new Problem(3, `\`${file}\` is not there.`); return sourcesOf(found.sort()); }
    if (stat.isDirectory()) return sourcesOf(readdirSync(file).sort().map((name) => join(file, name)));
    return [{ path: file, size: stat.size, kind: 'file' }];
  });
}
