// One scenario: a Compose override that breaks exactly one thing, and what it says about itself in `x-scenario`.
// Reads and checks it; how it is run is no concern of this file.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { type Document, parseDocument } from 'yaml';

import { readTopology } from './compose-file.ts';
import { Problem } from './problem.ts';
import { COMPOSE_FILE } from './root.ts';
import { type Facts, readFacts } from './scenario-facts.ts';

export interface Scenario extends Facts {
  /** The file's name without its ending. */
  id: string;
  file: string;
}

/** Scenarios that change something, and break nothing. */
export const HEALTHY = /^healthy(-|$)/;

/** Throws Problem(3), which names the file and the path inside it. */
export function readScenario(file: string): Scenario {
  const id = basename(file, '.yaml');
  const facts = readFacts(parse(file).toJS() as unknown, `\`${file}\``);
  if (facts.fault.length === 0 && facts.verdict !== 'LINKED') throw new Problem(3, `\`${file}\`: \`x-scenario.fault\` must name what breaks.`);
  if (facts.fault.length > 0 && HEALTHY.test(id)) throw new Problem(3, `\`${file}\`: \`x-scenario.fault\` must not be there: nothing breaks in a scenario whose name begins with \`healthy\`.`);
  const scenario = { id, file, ...facts };
  withoutFault(scenario);
  const { services } = readTopology([COMPOSE_FILE, file], {});
  for (const [index, { service }] of facts.actions.entries()) {
    if (!services.has(service)) throw new Problem(3, `\`${file}\`: \`x-scenario.actions[${index}].do\` names \`${service}\`, which is not a service. The services are ${[...services.keys()].join(', ')}.`);
  }
  return scenario;
}

/** The text of the same file without what breaks: a scenario in which every request is to be linked. */
export function withoutFault({ file, fault }: Pick<Scenario, 'file' | 'fault'>): string {
  const document = parse(file);
  for (const path of fault) {
    const keys = path.split('.');
    const isWithin = (keys[0] === 'services' && keys.length > 2) || path === 'x-scenario.actions';
    if (!isWithin) throw new Problem(3, `\`${file}\`: \`x-scenario.fault\` names \`${path}\`, which is neither a part of a service nor \`x-scenario.actions\`.`);
    if (!document.hasIn(keys)) throw new Problem(3, `\`${file}\`: \`x-scenario.fault\` names \`${path}\`, which is not in the file.`);
    document.deleteIn(keys);
  }
  for (const field of ['fault', 'findings', 'shows']) document.deleteIn(['x-scenario', field]);
  document.setIn(['x-scenario', 'verdict'], 'LINKED');
  document.setIn(['x-scenario', 'where'], 'nowhere');
  return document.toString();
}

function parse(file: string): Document.Parsed {
  const document = parseDocument(read(file), { merge: true });
  const [error] = document.errors;
  if (error) throw new Problem(3, `\`${file}\` is not YAML: ${error.message}`);
  return document;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}`);
  }
}
