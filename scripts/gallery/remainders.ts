// Scenarios without their faults: each must be linked again. Where several leave the same behind, one run is enough.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { parse } from 'yaml';

import { readScenario, type Scenario, withoutFault } from '../../lab/scenario.ts';

interface Remainder {
  /** The scenarios that leave it behind. */
  of: string[];
  text: string;
  lab: unknown;
}

/** Scenarios of their own, whose files are written into `folder`. */
export function remaindersOf(scenarios: readonly Scenario[], folder: string): Scenario[] {
  const remainders: Remainder[] = [];
  for (const scenario of scenarios.filter(({ fault }) => fault.length > 0)) {
    const text = withoutFault(scenario);
    const lab = labOf(text);
    const same = remainders.find((each) => isDeepStrictEqual(each.lab, lab));
    if (same) same.of.push(scenario.id);
    else remainders.push({ of: [scenario.id], text, lab });
  }
  return remainders.map(({ of, text }) => {
    const file = join(folder, `without-fault-of-${of[0]}.yaml`);
    writeFileSync(file, text);
    return { ...readScenario(file), title: `Without the fault of ${of.join(', ')}` };
  });
}

/** What is run. Empty maps and lists change nothing. */
function labOf(text: string): unknown {
  const { services, 'x-scenario': { actions, needs } } = parse(text, { merge: true }) as { 'services'?: unknown; 'x-scenario': { actions?: unknown; needs?: unknown } };
  return pruned({ services, actions, needs });
}

function pruned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).map(([key, each]) => [key, pruned(each)]).filter(([, each]) => each !== undefined && each !== null);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
