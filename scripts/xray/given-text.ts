// The text of a file that the user names, or of a URI that a Collector takes in its place.

import { readFileSync, statSync } from 'node:fs';

import { CST, Lexer } from 'yaml';

import { Problem } from '../../lab/problem.ts';

/** What stands behind `yaml:`, `env:` or `https:` is for the Collector to read. A drive letter is no scheme. */
export const URI = /^(?!file:)[a-z]{2,}:/;

/** What a report says of it: settings that are given as words, and keys in a URL, are not to be in one. */
export function nameOf(config: string): string {
  if (config.startsWith('yaml:')) return 'yaml:…';
  return URI.test(config) ? config.replace(/(?<=^\w+:\/\/)[^/@]*@|\?.*$/g, '…') : config;
}

/** Comments ask for nothing. A variable may be the whole configuration. */
export function textOf(config: string, environment: NodeJS.ProcessEnv = {}): string {
  if (config.startsWith('env:')) return `\${${config}}\n${environment[config.slice('env:'.length)] ?? ''}`;
  if (URI.test(config)) return config.replace(/^yaml:/, '');
  const path = config.replace(/^file:/, '');
  try {
    if (!statSync(path).isFile()) throw new Error('it is not a file');
    return withoutComments(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Problem(3, `The configuration \`${config}\` cannot be read: ${(error as Error).message}.`);
  }
}

/** Behind the mark of a scalar, a `#` opens none. */
function withoutComments(text: string): string {
  let before = '';
  return [...new Lexer().lex(text)].filter((token) => {
    const isComment = before !== CST.SCALAR && token.startsWith('#');
    before = token;
    return !isComment && ![CST.BOM, CST.DOCUMENT, CST.FLOW_END, CST.SCALAR].includes(token);
  }).join('');
}
