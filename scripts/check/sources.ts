// What is to be read, from the arguments that name it: files, folders, patterns, and `-` for what is piped in.
// Nothing is opened here, and what can be read only without end is refused.

import { globSync, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

import { Problem } from '../../lab/problem.ts';
import { RULES_FILE } from '../../lab/rules-file-name.ts';

export interface Source {
  path: string;
  /** `stream`: what can be read only once, from its beginning to its end, such as a FIFO. */
  kind: 'file' | 'stream' | 'stdin';
  /** Bytes; undefined: nobody knows. */
  size: number | undefined;
  /** It was found in a folder or by a pattern: the others count where it cannot be opened. */
  isFound?: true;
  /** Where the bytes of a stream were kept, so that they can be read again. */
  kept?: string;
  /** Of what is still being kept: waits until there are more bytes than that; false: there never will be. */
  more?: (offset: number) => Promise<boolean>;
}

const STDIN: Source = { path: '-', kind: 'stdin', size: undefined };

/**
 * In the order of the arguments; of a folder or a pattern in the order of their names, numbers by their value. A file
 * that is named once more is read once, and told to `repeated`. Throws Problem(3) where an argument names nothing to read.
 */
export function sourcesOf(args: readonly string[], repeated: (path: string) => void = () => {}): Source[] {
  const seen = new Set<string>();
  return args.flatMap(sourcesOfOne).flatMap(({ identity, source }) => {
    if (seen.has(identity)) {
      repeated(source.path);
      return [];
    }
    seen.add(identity);
    return [source];
  });
}

interface Found {
  source: Source;
  /** The same for every name of one file. */
  identity: string;
}

function sourcesOfOne(argument: string): Found[] {
  if (argument === '-') return [{ source: STDIN, identity: '-' }];
  const stats = statOf(argument);
  if (stats?.isDirectory()) return filesIn(argument);
  if (stats) return [found(argument, stats)];
  if (!/[*?[]/.test(argument)) throw new Problem(3, `\`${argument}\` is not there${isDangling(argument) ? ': it is a link to what is not there' : ''}.`);
  return matching(argument);
}

function matching(pattern: string): Found[] {
  const files = globSync(pattern).sort(naturally).flatMap(regular);
  if (files.length === 0) throw new Problem(3, `\`${pattern}\` matches no file.`);
  return files;
}

/** Not those of folders within it, nor hidden ones, nor what is asked of them. */
function filesIn(folder: string): Found[] {
  const names = attempt(folder, () => readdirSync(folder));
  const files = names.filter((name) => !name.startsWith('.') && name !== RULES_FILE).sort(naturally).flatMap((name) => regular(join(folder, name)));
  if (files.length === 0) throw new Problem(3, `The folder \`${folder}\` holds no files.`);
  return files;
}

/** What was not named itself is left out where it is no file. */
function regular(path: string): Found[] {
  const stats = statOr(path);
  if (stats === 'refused') return [{ source: { path, kind: 'file', size: 0, isFound: true }, identity: path }];
  return stats?.isFile() ? [{ source: { path, kind: 'file', size: stats.size, isFound: true }, identity: identityOf(stats) }] : [];
}

/** What is wrong with it is told when it is to be opened. */
function statOr(path: string): Stats | 'refused' | undefined {
  try {
    return statOf(path);
  } catch {
    return 'refused';
  }
}

function found(path: string, stats: Stats): Found {
  const identity = identityOf(stats);
  if (stats.isFile()) return { source: { path, kind: 'file', size: stats.size }, identity };
  if (stats.isFIFO()) return { source: { path, kind: 'stream', size: undefined }, identity };
  throw new Problem(3, `\`${path}\` is ${specialName(stats)}, not a file.`);
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

function specialName(stats: Stats): string {
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() ? 'a character device' : 'a block device';
}

/** Links are followed. Undefined: it is not there. */
function statOf(path: string): Stats | undefined {
  return attempt(path, () => statSync(path, { throwIfNoEntry: false }));
}

function isDangling(path: string): boolean {
  return attempt(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined;
}

function attempt<Result>(path: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    throw unreadable(path, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission is denied', EPERM: 'permission is denied', ELOOP: 'its links lead in a circle', ENAMETOOLONG: 'its name is too long', ENOTDIR: 'a part of its path is no folder', EMFILE: 'too many files are open',
};

/** What the system says of a path that is there, and cannot be read. */
export function unreadable(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined && code !== 'ERR_INVALID_ARG_VALUE') return error;
  return new Problem(3, `\`${path}\` cannot be read: ${REASONS[code ?? ''] ?? code}.`);
}

/** `traces-9` comes before `traces-10`. */
function naturally(one: string, other: string): number {
  collation ??= new Intl.Collator('en', { numeric: true });
  return collation.compare(one, other) || (one < other ? -1 : 1);
}

/** It takes some milliseconds to make. */
let collation: Intl.Collator | undefined;
