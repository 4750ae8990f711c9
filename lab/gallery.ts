// The gallery: every file of the folder `scenarios/` is a scenario, and nothing else is in there.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { closest, distance } from 'fastest-levenshtein';

import { Problem } from './problem.ts';
import { ROOT } from './root.ts';
import { readScenario, type Scenario } from './scenario.ts';

export const SCENARIOS = join(ROOT, 'scenarios');

/** All of them, by name. Throws Problem(3) for a file that is none. */
export function readGallery(folder = SCENARIOS): Scenario[] {
  return idsIn(folder).map((id) => readScenario(join(folder, `${id}.yaml`)));
}

/** Those asked for, each once, in that order. Throws Problem(2), with the nearest right name, for one that is not there. */
export function readScenarios(ids: readonly string[], folder = SCENARIOS): Scenario[] {
  const known = idsIn(folder);
  return [...new Set(ids)].map((id) => {
    if (known.includes(id)) return readScenario(join(folder, `${id}.yaml`));
    const near = closest(id, known);
    const nearest = known.length > 0 && distance(id, near) <= near.length / 2 ? ` Did you mean \`${near}\`?` : '';
    throw new Problem(2, `There is no scenario \`${id}\`.${nearest} \`tracehop scenario list\` names them all.`);
  });
}

function idsIn(folder: string): string[] {
  return names(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length)).sort();
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new Problem(3, `The scenarios cannot be read: ${(error as Error).message}.`);
  }
}
