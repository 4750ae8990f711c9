// The text of a file that the user names, or of a URI that a Collector takes in its place.

import { readFileSync, statSync } from 'node:fs';

import { Problem } from '../../lab/problem.ts';

/** What stands behind `yaml:`, `env:` or `https:` is for the Collector to read. A drive letter is no scheme. */
export const URI = /^(?!file:)[a-z]{2,}:/;

/** Lines of comments ask for nothing. A variable may be the whole configuration. */
export function textOf(config: string, environment: NodeJS.ProcessEnv = {}, what = 'The configuration'): string {
  if (config.startsWith('env:')) return `\${${config}}\n${environment[config.slice('env:'.length)] ?? ''}`;
  if (URI.test(config)) return config.replace(/^yaml:/, '');
  const path = config.replace(/^file:/, '');
  try {
    if (!statSync(path).isFile()) throw new Error('it is not a file');
    return readFileSync(path, 'utf8').replace(/^[^\S\n]*#.*$/gm, '');
  } catch (error) {
    throw new Problem(3, `${what} \`${config}\` cannot be read: ${(error as Error).message}.`);
  }
}
