// What the user gives: files of a Collector's configuration, and what the Collector itself makes of them.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isMap, isScalar, LineCounter, parse, parseDocument } from 'yaml';

import { ask, type LoneCollector } from '../../lab/lone-collector.ts';
import { Problem } from '../../lab/problem.ts';
import { type Expectations, NO_EXPECTATIONS } from '../../xray/expectations.ts';
import { readExpectations } from '../../xray/expectations-file.ts';
import type { Resolved } from '../../xray/pipelines.ts';

/** `${env:NAME}` and `${NAME}`; one with a default, `${env:NAME:-default}`, may be missing. `$$` is a plain `$`. */
const VARIABLE = /(?<!\$)(?:\$\$)*\$\{(?:env:)?(?<name>[A-Za-z_]\w*)(?<instead>:-[^}]*)?\}/g;

const SHORTEST_SECRET = 4;

/** What stands behind `yaml:`, `env:` or `https:` is for the Collector to read. A drive letter is no scheme. */
const URI = /^(?!file:)[a-z]{2,}:/;

/** Names of the variables that the files ask for. Throws Problem(3) when a file cannot be read, or a variable is missing. */
export function variablesOf(configs: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  const asked = configs.flatMap((config) => [...textOf(config).matchAll(VARIABLE)].map(({ groups }) => ({ config, name: groups!['name']!, needed: groups!['instead'] === undefined })));
  const missing = asked.find(({ name, needed }) => needed && environment[name] === undefined);
  if (missing) throw new Problem(3, `\`${missing.config}\` asks for the environment variable \`${missing.name}\`, which is not set: the Collector would take it for empty. Set it, or give it a default: \`\${env:${missing.name}:-…}\`.`);
  return [...new Set(asked.map(({ name }) => name))];
}

/** The Collector quotes what it does not understand, and that may be a secret. Short values would mask anything. */
export function withoutSecrets(text: string, variables: readonly string[], environment: NodeJS.ProcessEnv): string {
  return variables.reduce((masked, name) => (environment[name] ?? '').length < SHORTEST_SECRET ? masked : masked.replaceAll(environment[name]!, `\${env:${name}}`), text);
}

export async function resolve(collector: LoneCollector, configs: readonly string[], signal: AbortSignal): Promise<Resolved> {
  const printed = parsed(await ask(collector, ['print-config', ...wordsFor(collector, configs)], signal));
  if (typeof printed === 'object' && printed !== null) return printed;
  throw new Problem(5, `${collector.name} prints something else than a configuration: is it an OpenTelemetry Collector?`);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

export function wordsFor(collector: LoneCollector, configs: readonly string[]): string[] {
  return configs.map((config) => `--config=${collector.sees(config)}`);
}

/** The line, counted from 1, on which the files first say something of each component. */
export function placesIn(configs: readonly string[]): Map<string, { file: string; line: number }> {
  return new Map(configs.filter((config) => !URI.test(config)).toReversed().flatMap((file) => {
    const lineCounter = new LineCounter();
    const document = parseDocument(textOf(file), { lineCounter });
    return ['processors', 'connectors', 'exporters'].flatMap((section) => {
      const map = document.get(section);
      if (!isMap(map)) return [];
      return map.items.flatMap(({ key }) => isScalar(key) && key.range ? [[String(key.value), { file, line: lineCounter.linePos(key.range[0]).line }] as const] : []);
    });
  }));
}

/** What must hold: of the file that is named, or of the one beside the configuration, where there is one. */
export function expectationsBeside(config: string, named: string | undefined): Expectations {
  const file = named ?? join(dirname(config.replace(/^file:/, '')), 'tracehop.yaml');
  if (named === undefined && (URI.test(config) || !existsSync(file))) return NO_EXPECTATIONS;
  return readExpectations(yamlIn(textOf(file, 'The file of expectations'), file) ?? {}, file);
}

function yamlIn(text: string, file: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch (error) {
    // The limit on aliases, and an alias without an anchor, are no errors of the document.
    throw new Problem(3, `\`${file}\` is not YAML: ${(error as Error).message.split('\n', 1)[0]!}`);
  }
}

/** Lines of comments ask for nothing. */
function textOf(config: string, what = 'The configuration'): string {
  if (URI.test(config)) return config;
  const path = config.replace(/^file:/, '');
  try {
    if (!statSync(path).isFile()) throw new Error('it is not a file');
    return readFileSync(path, 'utf8').replace(/^[^\S\n]*#.*$/gm, '');
  } catch (error) {
    throw new Problem(3, `${what} \`${config}\` cannot be read: ${(error as Error).message}.`);
  }
}
