import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Scenario } from '../../lab/scenario.ts';
import { failedRow, type GalleryRow, skippedRow } from '../../verifier/gallery.ts';
import { type Code, CODES } from '../../verifier/verdict.ts';
import { hop } from '../../verifier/fixtures/evidence.ts';
import { HOPS } from '../../verifier/fixtures/hops.ts';
import { judgedOf } from '../../verifier/fixtures/judged.ts';
import type { Exhibit } from '../gallery/exhibit.ts';
import type { CheckedRun } from './checked-runs.ts';
import { CHECKS, type GallerySeen } from './checks.ts';

function scenario(id: string, verdict: Code): Scenario {
  return { id, file: `${id}.yaml`, title: 'T', broken: 'B.', verdict, where: 'wire', findings: [], needs: undefined, shows: undefined, fault: [], actions: [] };
}

function exhibited(row: Partial<GalleryRow>): Exhibit {
  const one = scenario('x', 'LINKED');
  return { scenario: one, decided: [], row: { ...skippedRow(one, '', 'see x'), skipped: null, verdict: 'LINKED', asExpected: true, ...row } };
}

const good: GallerySeen = {
  scenarios: [scenario('healthy', 'LINKED'), ...CODES.map((code) => scenario(code.toLowerCase(), code))],
  exhibits: [exhibited({}), exhibited(skippedRow(scenario('x', 'LINKED'), 'no Collector', ''))],
  again: new Map(),
  checked: [],
  remainders: [exhibited({})],
  scenarioFiles: ['healthy.yaml'],
  variants: new Map([['services/variants/a.ts', 'import \'./b.ts\''], ['services/variants/b.ts', ''], ['services/variants/a.test.ts', 'import \'./c.ts\'']]),
  texts: new Map([['scenarios/healthy.yaml', 'command: [node, services/variants/a.ts]']]),
};

function failing(seen: Partial<GallerySeen>): Record<string, string[]> {
  const results = Object.entries(CHECKS).map(([check, misses]) => [check, misses({ ...good, ...seen })] as const);
  return Object.fromEntries(results.filter(([, missing]) => missing.length > 0));
}

test('a gallery in which all is well', () => assert.deepEqual(failing({}), {}));

const faults: [check: string, seen: Partial<GallerySeen>, says: string][] = [
  ['every scenario gets its expected verdict', { exhibits: [exhibited({ verdict: 'UNDECIDED', asExpected: false })] }, '`x` (T): expected LINKED, found UNDECIDED. > see x'],
  ['every scenario gets its expected verdict', { exhibits: [exhibited(failedRow(scenario('x', 'LINKED'), 'It ended.', { next: 'see x', milliseconds: 1 }))] }, '`x` (T): expected LINKED, found no verdict. It ended. > see x'],
  ['every scenario is LINKED without its fault', { remainders: [exhibited({ verdict: 'UNDECIDED', asExpected: false })] }, '`x` (T): expected LINKED, found UNDECIDED. > see x'],
  ['every healthy scenario is to be LINKED', { scenarios: [...good.scenarios, scenario('healthy-fetch', 'UNDECIDED')] }, '`healthy-fetch` expects UNDECIDED.'],
  ['every verdict has a scenario', { scenarios: good.scenarios.filter(({ verdict }) => verdict !== 'HEADER_STRIPPED') }, 'No scenario expects HEADER_STRIPPED.'],
  ['every file of scenarios/ is a scenario', { scenarioFiles: ['healthy.yaml', 'notes.txt'] }, '`scenarios/notes.txt` is none.'],
  ['every variant is used', { variants: new Map([...good.variants, ['services/variants/c.ts', '']]) }, '`services/variants/c.ts` is in no scenario, and no variant imports it.'],
];

for (const [check, seen, says] of faults) {
  test(`${check}, or it is said: ${says}`, () => assert.deepEqual(failing(seen), { [check]: [says] }));
}

test('the verdicts for which fixtures suffice need no scenario', () => {
  assert.deepEqual(failing({ scenarios: good.scenarios.filter(({ verdict }) => !['MALFORMED_TREE', 'STILL_ARRIVING', 'UNDECIDED'].includes(verdict)) }), {});
});

/** A live run's request, as far as the checks look at it. */
function decidedAs(name: keyof typeof HOPS): Exhibit['decided'] {
  return [judgedOf(HOPS[name][1]) as Exhibit['decided'][number]];
}

test('another verdict from the files of a run is said', () => {
  const seen = { exhibits: [{ ...exhibited({}), decided: decidedAs('healthy') }], again: new Map([['x', decidedAs('header-stripped')]]) };
  assert.deepEqual(failing(seen), { 'a saved run gets the verdicts that it had': ['`x` had LINKED, and has HEADER_STRIPPED from its files.'] });
});

test('another verdict of `check` is said', () => {
  const checked: CheckedRun[] = [{ id: 'x', headers: 'recorded', hops: [{ hop: 'a -> b', verified: new Set(['HEADER_STRIPPED']), found: new Set(['LINKED']), open: new Set() }] }];
  assert.deepEqual(failing({ checked }), { 'from the span file alone a verdict is the same, or open': [
    '`x`: a -> b is HEADER_STRIPPED, and check says LINKED.', '`x`: a -> b is HEADER_STRIPPED, and check has it not among LINKED.',
  ] });
});

test('a verdict that changes with less evidence is said', () => {
  const [healthy] = decidedAs('healthy');
  const wrong = { ...exhibited({ verdict: 'HEADER_STRIPPED' }), decided: [{ ...healthy!, verdict: { ...healthy!.verdict, code: 'HEADER_STRIPPED' as const } }] };
  const { 'with less evidence a verdict is the same, or open': said } = failing({ exhibits: [wrong] });
  assert.equal(said?.[0], '`x` is HEADER_STRIPPED, and without the probe it is LINKED.');
});

test('verdicts that hardly stay decided are said', () => {
  const fragile = { ...exhibited({ verdict: 'CALLER_UNSAMPLED' }), decided: [judgedOf(hop(HOPS.unsampled[1])) as Exhibit['decided'][number]] };
  const { 'with less evidence most verdicts stay decided': said = [] } = failing({ exhibits: [fragile] });
  assert.match(said.join('\n'), /^Without one source 77\.8 % stay decided, and 90 % are wanted\.\nWithout 2 sources \d+\.\d % stay decided, and 75 % are wanted\.$/);
});
