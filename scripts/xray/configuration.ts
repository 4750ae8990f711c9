// What the user gives: files of a Collector's configuration, and what the Collector itself makes of them.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isMap, isScalar, LineCounter, parse, parseDocument } from 'yaml';

import { ask, type LoneCollector } from '../../lab/lone-collector.ts';
import { Problem } from '../../lab/problem.ts';
import type { Report } from '../../verifier/report/events.ts';
import { type Expectations, NO_EXPECTATIONS } from '../../xray/expectations.ts';
import { readExpectations } from '../../xray/expectations-file.ts';
import type { Resolved } from '../../xray/pipelines.ts';

/** `${env:NAME}` and `${NAME}`; one with a default, `${env:NAME:-default}`, may be missing. `$$` is a plain `$`. */
const VARIABLE = /(?<!\$)(?:\$\$)*\$\{(?:env:)?(?<name>[A-Za-z_]\w*)(?<instead>:-[^}]*)?\}/g;

const SHORTEST_SECRET = 4;

/** What stands behind `yaml:`, `env:` or `https:` is for the Collector to read. A drive letter is no scheme. */
const URI = /^(?!file:)[a-z]{2,}:/;

/** These are taken away, and what they ask for with them. */
const TAKEN_AWAY = /^(?:receivers|exporters|extensions)$/;

/** Names of the variables that the files ask for. Throws Problem(3) when a file cannot be read, or one is missing that a component needs which is run. */
export function variablesOf(configs: readonly string[], environment: NodeJS.ProcessEnv, report: Report): string[] {
  const asked = configs.flatMap((config) => askedIn(textOf(config)).map((variable) => ({ config, ...variable })));
  const missing = asked.filter(({ name, hasDefault }) => !hasDefault && environment[name] === undefined);
  const needed = missing.filter(({ section }) => !TAKEN_AWAY.test(section));
  if (needed.length > 0) throw new Problem(3, missingText(needed));
  if (missing.length > 0) report({ kind: 'step', message: `Not set, and empty here: ${namesOf(missing)}. Only receivers, exporters or extensions ask for that, which are not run.` });
  return [...new Set(asked.map(({ name }) => name))];
}

interface Variable {
  name: string;
  hasDefault: boolean;
  /** The part of the configuration that asks for it: `processors`; empty: nobody can tell. */
  section: string;
}

/** The section of a line is the last key before it that stands at its begin. */
function askedIn(text: string): Variable[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = /^(?<key>[A-Za-z_]+)\s*:/.exec(line)?.groups?.['key'] ?? section;
    return [...line.matchAll(VARIABLE)].map(({ groups }) => ({ name: groups!['name']!, hasDefault: groups!['instead'] !== undefined, section }));
  });
}

function missingText(missing: readonly (Variable & { config: string })[]): string {
  const { config, name } = missing[0]!;
  const which = new Set(missing.map((each) => each.name)).size === 1 ? `the environment variable \`${name}\`, which is` : `the environment variables ${namesOf(missing)}, which are`;
  return `\`${config}\` asks for ${which} not set: the Collector would take that for empty. Set it, or give it a default: \`\${env:${name}:-…}\`.`;
}

function namesOf(variables: readonly Variable[]): string {
  return [...new Set(variables.map(({ name }) => `\`${name}\``))].join(', ');
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
export function expectationsBeside(config: string, named: string | undefined, report: Report): Expectations {
  const file = named ?? join(dirname(config.replace(/^file:/, '')), 'tracehop.yaml');
  if (named === undefined && (URI.test(config) || !existsSync(file))) return NO_EXPECTATIONS;
  report({ kind: 'step', message: `Holding it to what \`${file}\` expects.` });
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
