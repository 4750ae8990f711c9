// Which environment variables a configuration asks for.

import { Problem } from '../../lab/problem.ts';
import type { Report } from '../../verifier/report/events.ts';
import { nameOf, textOf } from './given-text.ts';

/** `${env:NAME}` and `${NAME}`; one with a default, `${env:NAME:-default}`, may be missing. `$$` is a plain `$`. */
const VARIABLE = /(?<!\$)(?:\$\$)*\$\{(?:env:)?(?<name>[A-Za-z_]\w*)(?<instead>:-[^}]*)?\}/g;

/** These are taken away, and what they ask for with them. */
const TAKEN_AWAY = /^(?:receivers|exporters|extensions)$/;

/** Names of the variables that the files ask for. Throws Problem(3) when a file cannot be read, or one is missing that a component needs which is run. */
export function variablesOf(configs: readonly string[], environment: NodeJS.ProcessEnv, report: Report): string[] {
  const asked = configs.flatMap((config) => askedIn(textOf(config, environment)).map((variable) => ({ config, ...variable })));
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
  return `\`${nameOf(config)}\` asks for ${which} not set: the Collector would take that for empty. Set it, or give it a default: \`\${env:${name}:-…}\`.`;
}

function namesOf(variables: readonly Variable[]): string {
  return [...new Set(variables.map(({ name }) => `\`${name}\``))].join(', ');
}
