// What is asked of trace files: by the options, and by a file of rules. The reader of YAML is loaded only where there
// is such a file.

import { existsSync } from 'node:fs';

import type { AskedEdge } from '../../check/asked.ts';
import type { Limits } from '../../check/limits.ts';
import type { Rules } from '../../check/rules.ts';
import type { Since } from '../../check/since.ts';
import { RULES_FILE } from '../../lab/rules-file-name.ts';
import type { Report } from '../../verifier/report/events.ts';
import type { CheckOptions } from '../options.ts';

export interface Demands {
  edges: readonly AskedEdge[];
  limits: Limits;
  since: Since | undefined;
  trace: string | undefined;
  /** So many causes are told by example. */
  top: number;
  /** Threads that read; undefined: as many as are worth it. */
  workers: number | undefined;
}

/** An option wins over what a file says; edges add up. */
export async function demandsOf({ edge, expect, since, trace, top, workers }: CheckOptions, report: Report): Promise<Demands> {
  const rules = await rulesIn(expect, report);
  return { edges: [...edge, ...rules?.edges ?? []], limits: rules?.limits ?? {}, since: since ?? rules?.since, trace, top, workers };
}

/** Of the file that is named, or of the one in the current folder, where it has something for us. */
async function rulesIn(named: string | undefined, report: Report): Promise<Rules | undefined> {
  const file = named ?? RULES_FILE;
  if (named === undefined && !existsSync(file)) return undefined;
  const [{ partOf, readRulesFile }, { readRules }] = await Promise.all([import('../../lab/rules-file.ts'), import('../../check/rules.ts')]);
  const part = partOf(readRulesFile(file), 'check', file);
  if (named === undefined && part === undefined) return undefined;
  report({ kind: 'step', message: `Holding them to what \`${file}\` expects.` });
  return readRules(part, file);
}
