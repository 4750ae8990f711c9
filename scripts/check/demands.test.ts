import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

import { askedEdge } from '../../check/asked.ts';
import type { Problem } from '../../lab/problem.ts';
import { type Demands, demandsOf } from './demands.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'demands-'));
const before = process.cwd();
process.chdir(FOLDER);
after(() => {
  process.chdir(before);
  rmSync(FOLDER, { recursive: true });
});
beforeEach(() => { for (const file of ['tracehop.yaml', 'other.yaml']) rmSync(file, { force: true }); });

const [A_TO_B, C_TO_D] = [askedEdge('a -> b')!, askedEdge('!c -> d')!];
const NOTHING: Demands = { edges: [], limits: {}, since: undefined, trace: undefined, top: 3, workers: undefined };
const RULES = 'check:\n  edges: ["!c -> d"]\n  since: 2h\n  orphans: 1\n';

async function demanded(options: Partial<Parameters<typeof demandsOf>[0]> = {}): Promise<{ demands: Demands; told: unknown[] }> {
  const told: unknown[] = [];
  return { demands: await demandsOf({ edge: [], baseline: [], top: 3, ...options }, (event) => told.push(event.kind === 'step' ? event.message : event)), told };
}

test('without a file of rules, only the options ask', async () => {
  assert.deepEqual(await demanded(), { demands: NOTHING, told: [] });
  assert.deepEqual((await demanded({ edge: [A_TO_B], since: { ago: 60 }, trace: 'f'.repeat(32) })).demands, { ...NOTHING, edges: [A_TO_B], since: { ago: 60 }, trace: 'f'.repeat(32) });
});

test('the part `check` of the file in the current folder asks, and says so', async () => {
  writeFileSync('tracehop.yaml', `xray:\n  what: is not ours\n${RULES}`);
  assert.deepEqual(await demanded(), { demands: { ...NOTHING, edges: [C_TO_D], since: { ago: 7_200 }, limits: { orphans: 1 } }, told: ['Holding them to what `tracehop.yaml` expects.'] });
});

test('edges of options and rules add up, and an option of a time wins', async () => {
  writeFileSync('tracehop.yaml', RULES);
  const { demands } = await demanded({ edge: [A_TO_B], since: { at: 5 } });
  assert.deepEqual([demands.edges, demands.since], [[A_TO_B, C_TO_D], { at: 5 }]);
});

test('a file that is named takes the place of the one in the current folder', async () => {
  writeFileSync('tracehop.yaml', RULES);
  writeFileSync('other.yaml', 'check: { cycles: 0 }');
  assert.deepEqual((await demanded({ expect: 'other.yaml' })).demands, { ...NOTHING, limits: { cycles: 0 } });
});

test('a file in the current folder that asks `xray` alone asks nothing here', async () => {
  writeFileSync('tracehop.yaml', 'xray: { brokenTraces: 0 }');
  assert.deepEqual(await demanded(), { demands: NOTHING, told: [] });
});

const REFUSED: [says: string, content: string | undefined, message: RegExp][] = [
  ['is not there', undefined, /^The file of expectations `other\.yaml` cannot be read: ENOENT/],
  ['is not YAML', 'check: [', /^`other\.yaml` is not YAML: /],
  ['has a part that nobody reads', 'check: { orphans: 0 }\nchecks: {}', /^`other\.yaml: tracehop\.checks` is none of its fields, which are check, xray\.$/],
  ['has no part for this command', 'xray: { brokenTraces: 0 }', /^`other\.yaml` expects nothing: its part `check` has none of edges, /],
  ['is a list', '- check', /^`other\.yaml: tracehop` must be a map\.$/],
];

for (const [says, content, message] of REFUSED) {
  test(`a file that is named and ${says} is refused`, async () => {
    if (content !== undefined) writeFileSync('other.yaml', content);
    await assert.rejects(demanded({ expect: 'other.yaml' }), (error: Problem) => { assert.match(error.message, message); return error.exitCode === 3; });
  });
}
