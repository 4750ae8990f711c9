import assert from 'node:assert/strict';
import { test } from 'node:test';

import { judgedOf } from '../../verifier/fixtures/judged.ts';
import { HOPS } from '../../verifier/fixtures/hops.ts';
import { lineOf } from '../../verifier/fixtures/otlp.ts';
import type { Judged } from '../../verifier/judge.ts';
import type { Code } from '../../verifier/verdict.ts';
import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { type CheckedRun, checkedRuns, contradictions, sharesText } from './checked-runs.ts';

function judged(name: keyof typeof HOPS): { lines: string[]; judged: Judged[] } {
  const [, gathered] = HOPS[name];
  return { lines: typeof gathered.file === 'string' ? [] : gathered.file.map((span) => lineOf([span])), judged: [judgedOf(gathered)] };
}

async function runsOf(folder: string, name: keyof typeof HOPS): Promise<CheckedRun[]> {
  const { lines, judged: own } = judged(name);
  return checkedRuns(name, lines, own, folder);
}

test('a span file says what the whole evidence said, and less of it leaves it open', async (t) => {
  const folder = ownTemporaryFolder(t);
  const runs = [...await runsOf(folder, 'healthy'), ...await runsOf(folder, 'header-stripped')];
  assert.deepEqual(runs.map(({ id, headers, hops: [hop] }) => [id, headers, [...hop!.verified], [...hop!.found], hop!.open.has('HEADER_STRIPPED')]), [
    ['healthy', 'recorded', ['LINKED'], ['LINKED'], false], ['healthy', 'taken away', ['LINKED'], ['LINKED'], false],
    ['header-stripped', 'recorded', ['HEADER_STRIPPED'], ['HEADER_STRIPPED'], false], ['header-stripped', 'taken away', ['HEADER_STRIPPED'], ['UNDECIDED'], true],
  ]);
  assert.deepEqual(runs.flatMap(contradictions), []);
  assert.equal(sharesText(runs), [
    'From span files alone, headers recorded, check names the verdicts of 2 runs, leaves those of 0 open, and has nothing to check in 0.',
    'From span files alone, headers taken away, check names the verdicts of 1 runs, leaves those of 1 open, and has nothing to check in 0.',
  ].join('\n'));
});

test('of another run\'s file, it is said what contradicts', async (t) => {
  const [recorded] = await checkedRuns('x', judged('header-stripped').lines, judged('healthy').judged, ownTemporaryFolder(t));
  assert.deepEqual(contradictions(recorded!), ['`x`: service-a -> service-b is LINKED, and check says HEADER_STRIPPED.', '`x`: service-a -> service-b is LINKED, and check has it not among HEADER_STRIPPED.']);
});

test('a file without a span is nothing to check, and no contradiction', async (t) => {
  const runs = await checkedRuns('x', [''], judged('healthy').judged, ownTemporaryFolder(t));
  assert.deepEqual(runs.map(({ hops }) => hops), [[], []]);
  assert.deepEqual(runs.flatMap(contradictions), []);
});

const said = (verified: Code[], found: Code[], open: Code[] = []): string[] => contradictions({ id: 'x', headers: 'taken away', hops: [{ hop: 'a -> b', verified: new Set(verified), found: new Set(found), open: new Set(open) }] });

test('of many requests, every verdict must be there or open, and no other', () => {
  assert.deepEqual(said(['LINKED', 'CONTEXT_LEAKED'], ['LINKED', 'UNDECIDED'], ['CONTEXT_LEAKED', 'NOT_INJECTED']), []);
  assert.deepEqual(said(['LINKED', 'CONTEXT_LEAKED'], ['LINKED', 'UNDECIDED'], ['NOT_INJECTED']), ['`x` without headers: a -> b is CONTEXT_LEAKED, and check has it not among LINKED, UNDECIDED, NOT_INJECTED.']);
  assert.deepEqual(said(['LINKED'], []), ['`x` without headers: a -> b is LINKED, and check has it not among nothing.']);
  assert.deepEqual(said(['UNDECIDED'], ['UNDECIDED'], ['NOT_INJECTED']), []);
});

test('links are counted by ids, also where one stands for two spans', () => {
  assert.deepEqual(said(['MALFORMED_TREE'], ['LINKED', 'UNDECIDED'], ['MALFORMED_TREE']), []);
  assert.deepEqual(said(['NOT_INJECTED'], ['LINKED', 'UNDECIDED'], ['NOT_INJECTED']), ['`x` without headers: a -> b is NOT_INJECTED, and check says LINKED.']);
});
