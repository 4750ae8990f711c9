// What becomes of the verdicts of live runs when sources of their evidence are taken away: any one, and any two.

import { evidenceOf } from '../../verifier/evidence.ts';
import { openCodes, removals, without } from '../../verifier/removal.ts';
import { decide, type Verdict } from '../../verifier/verdict.ts';
import type { Exhibit } from '../gallery/exhibit.ts';

type Decided = Exhibit['decided'][number];

/** By how many sources are taken away, how many verdicts in a hundred are to stay decided. */
const USEFUL = [[1, 90], [2, 75]] as const;

/** Each removal after which the verdict is another one. Where witnesses contradict each other, without one there is nothing to see. */
export function changedVerdicts({ scenario: { id }, decided }: Exhibit): string[] {
  return decided.filter(({ verdict }) => !isContradiction(verdict)).flatMap(({ evidence, verdict }) => removals(2).flatMap((sources) => {
    const reduced = decide(evidenceOf(without(evidence, sources)));
    const right = openCodes(verdict).every((code) => openCodes(reduced).includes(code));
    return right ? [] : [`\`${id}\` is ${verdict.code}, and without ${sources.join(' and ')} it is ${reduced.code}.`];
  }));
}

export function tooUseless(exhibits: readonly Exhibit[]): string[] {
  return USEFUL.flatMap(([most, wanted]) => {
    const share = decidedShare(exhibits, most);
    return share === undefined || share >= wanted ? [] : [`Without ${most === 1 ? 'one source' : `${most} sources`} ${share.toFixed(1)} % stay decided, and ${wanted} % are wanted.`];
  });
}

/** In a hundred; of each scenario the request that gives it its verdict counts. Undefined: none was run. */
export function decidedShare(exhibits: readonly Exhibit[], sources: number): number | undefined {
  const sets = removals(sources).filter(({ length }) => length === sources);
  const deciding = exhibits.flatMap(({ row, decided }) => decided.find(({ verdict }) => verdict.code === row.verdict) ?? [])
    .filter(({ verdict }) => !isContradiction(verdict));
  const left = deciding.flatMap(({ evidence }: Decided) => sets.map((set) => decide(evidenceOf(without(evidence, set))).code));
  return left.length === 0 ? undefined : (100 * left.filter((code) => code !== 'UNDECIDED').length) / left.length;
}

function isContradiction({ findings }: Verdict): boolean {
  return findings.some(({ code }) => code === 'WITNESSES_DISAGREE');
}
