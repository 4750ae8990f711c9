// How much of what is not as it should be is taken, by a file of rules: each an expectation of its own.

import type { CheckDocument, EdgeExpectation } from '../verifier/check.ts';

export const LIMITED = ['broken', 'orphans', 'cycles', 'unreadable'] as const;
export type Counted = (typeof LIMITED)[number];
export type Limits = Partial<Record<Counted, number>>;

type Counts = Pick<CheckDocument, 'orphans' | 'cycles' | 'edges' | 'unreadableCount'>;

const COUNTS: Record<Counted, (counts: Counts) => number> = {
  broken: ({ edges }) => edges.reduce((sum, { broken }) => sum + broken, 0),
  orphans: ({ orphans }) => orphans,
  cycles: ({ cycles }) => cycles,
  unreadable: ({ unreadableCount }) => unreadableCount,
};

export function limitExpectations(limits: Limits, counts: Counts): EdgeExpectation[] {
  return LIMITED.filter((name) => limits[name] !== undefined).map((name) => {
    const found = COUNTS[name](counts);
    return { edge: `${name} <= ${limits[name]}`, limit: name, pass: found <= limits[name]!, found: `${found}` };
  });
}
