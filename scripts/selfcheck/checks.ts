// What must hold of the gallery as a whole. Each check returns what it misses, as sentences; none: it holds.

import { HEALTHY, type Scenario } from '../../lab/scenario.ts';
import { type Code, CODES } from '../../verifier/verdict.ts';
import type { Judged } from '../../verifier/judge.ts';
import type { Exhibit } from '../gallery/exhibit.ts';
import { type CheckedRun, contradictions } from './checked-runs.ts';
import { changedVerdicts, tooUseless } from './removals.ts';

export interface GallerySeen {
  scenarios: readonly Scenario[];
  /** What was run: each with every request that was decided, and the evidence for it. */
  exhibits: readonly Exhibit[];
  /** By scenario, what was judged again from the files that its run left. */
  again: ReadonlyMap<string, readonly Judged[]>;
  /** What `check` says of these files alone. */
  checked: readonly CheckedRun[];
  /** The same scenarios without their faults. */
  remainders: readonly Exhibit[];
  /** Names of the files in scenarios/, and of those that are variants, by their text. */
  scenarioFiles: readonly string[];
  variants: ReadonlyMap<string, string>;
  /** By name, the text of each scenario's file, of each exercise's, and of the page's. */
  texts: ReadonlyMap<string, string>;
}

/** Verdicts that a live lab need not show: fixtures do. */
const FIXTURES_SUFFICE = new Set<Code>(['MALFORMED_TREE', 'STILL_ARRIVING', 'UNDECIDED']);

/** A new check is a new entry. */
export const CHECKS: Record<string, (seen: GallerySeen) => string[]> = {
  'every scenario gets its expected verdict': ({ exhibits }) => exhibits.flatMap(missed),
  'every scenario is LINKED without its fault': ({ remainders }) => remainders.flatMap(missed),
  'a saved run gets the verdicts that it had': ({ exhibits, again }) => exhibits
    .flatMap(({ scenario: { id }, decided }) => codesOf(again.get(id) ?? decided) === codesOf(decided) ? [] : [`\`${id}\` had ${codesOf(decided)}, and has ${codesOf(again.get(id)!)} from its files.`]),
  'from the span file alone a verdict is the same, or open': ({ checked }) => checked.flatMap(contradictions),
  'with less evidence a verdict is the same, or open': ({ exhibits }) => exhibits.flatMap(changedVerdicts),
  'with less evidence most verdicts stay decided': ({ exhibits }) => tooUseless(exhibits),
  'every healthy scenario is to be LINKED': ({ scenarios }) => scenarios
    .flatMap(({ id, verdict }) => HEALTHY.test(id) && verdict !== 'LINKED' ? [`\`${id}\` expects ${verdict}.`] : []),
  'every verdict has a scenario': ({ scenarios }) => CODES
    .flatMap((code) => FIXTURES_SUFFICE.has(code) || scenarios.some(({ verdict }) => verdict === code) ? [] : [`No scenario expects ${code}.`]),
  'every file of scenarios/ is a scenario': ({ scenarioFiles }) => scenarioFiles
    .flatMap((name) => name.endsWith('.yaml') ? [] : [`\`scenarios/${name}\` is none.`]),
  'every variant is used': ({ variants, texts }) => [...variants.keys()]
    .flatMap((path) => isUsed(path, variants, texts) ? [] : [`\`${path}\` is in no scenario, and no variant imports it.`]),
};

function codesOf(judged: readonly Judged[]): string {
  return judged.map(({ verdict }) => verdict.code).join(', ');
}

/** What was skipped was not seen to fail. */
function missed({ row: { id, title, asExpected, skipped, expected, verdict, failed, next } }: Exhibit): string[] {
  if (asExpected || skipped !== null) return [];
  return [`\`${id}\` (${title}): expected ${expected}, found ${verdict ?? 'no verdict'}.${failed === null ? '' : ` ${failed}`} > ${next}`];
}

/** Named by a scenario, or imported by a variant; a test is used where what it tests is there. */
function isUsed(path: string, variants: GallerySeen['variants'], texts: GallerySeen['texts']): boolean {
  if (path.endsWith('.test.ts')) return variants.has(path.replace(/\.test\.ts$/, '.ts'));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const importers = [...variants].filter(([other]) => other !== path && !other.endsWith('.test.ts')).map(([, text]) => text);
  return [...texts.values()].some((text) => text.includes(path)) || importers.some((text) => text.includes(`/${name}'`));
}
