import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stageEntry } from '../verifier/report/fixtures.ts';
import type { StageEntry } from '../verifier/xray.ts';
import { judge, type Judgement } from './verdict.ts';

const SETTLED = { traces: 10, broken: 0, settled: true, allowed: 0 };
const GONE = { tracesIn: 10, tracesGone: 4, tracesWhole: 6, dropped: 12 };

const CASES: [says: string, stages: StageEntry[], verdict: Judgement['verdict'], brokenBy: string | null, summary: string][] = [
  ['nothing happened', [stageEntry()], 'WHOLE', null, 'All 10 traces came out whole.'],
  ['a sampler drops whole traces', [stageEntry({ component: 'tail_sampling/x', ...GONE })], 'WHOLE', null, 'Every trace came out whole or not at all: `tail_sampling/x` kept 6 of 10.'],
  ['a filter drops whole traces', [stageEntry({ component: 'filter', ...GONE })], 'LOSES_SPANS', 'filter', '`filter` in `traces` dropped 4 of 10 traces whole, and it is no sampler.'],
  ['a filter drops a part', [stageEntry({ component: 'filter', tracesIn: 2, tracesBroken: 1, dropped: 1, orphansMade: 2 })], 'BREAKS_TRACES', 'filter', '`filter` in `traces` broke 1 of 2 traces: it dropped 1 span and made 2 orphans.'],
  ['a sampler drops parts, and whole ones too', [stageEntry({ component: 'tail_sampling', ...GONE, tracesBroken: 2, tracesWhole: 4, orphansMade: 1 })], 'BREAKS_TRACES', 'tail_sampling', '`tail_sampling` in `traces` broke 2 of 10 traces: it dropped parts of them and made 1 orphan.'],
  ['a filter drops parts, and whole ones too', [stageEntry({ component: 'filter', ...GONE, tracesBroken: 2, tracesWhole: 4 })], 'BREAKS_TRACES', 'filter', '`filter` in `traces` broke 2 of 10 traces: it dropped parts of them. It dropped 4 whole, and is no sampler.'],
  ['ids change', [stageEntry({ tracesBroken: 1, idsChanged: 3, parentsChanged: 1 })], 'BREAKS_TRACES', 'transform', '`transform` in `traces` broke 1 of 1 trace: it changed the ids of 3 spans and changed the parent of 1 span.'],
  ['destinations get parts', [stageEntry({ component: 'load_balancing', tracesSplit: 1 })], 'BREAKS_TRACES', 'load_balancing', '`load_balancing` in `traces` broke 1 of 1 trace: it sent parts of one trace to several destinations.'],
  ['one loses, and a later one breaks', [stageEntry({ component: 'filter', ...GONE }), stageEntry({ component: 'filter/two', tracesBroken: 1, dropped: 1 })], 'BREAKS_TRACES', 'filter/two', '`filter/two` in `traces` broke 1 of 1 trace: it dropped 1 span.'],
  ['two break', [stageEntry({ component: 'filter', tracesBroken: 1, dropped: 1 }), stageEntry({ component: 'filter/two', tracesBroken: 1, dropped: 1 })], 'BREAKS_TRACES', 'filter', '`filter` in `traces` broke 1 of 1 trace: it dropped 1 span.'],
];

for (const [says, stages, verdict, brokenBy, summary] of CASES) {
  test(`where ${says}, it is ${verdict}`, () => {
    const judged = judge(stages, SETTLED);
    assert.deepEqual([judged.verdict, judged.brokenBy, judged.summary], [verdict, brokenBy, summary]);
    assert.equal(judged.mend !== null, verdict !== 'WHOLE');
  });
}

test('what is missing while something still holds spans back may only be late', () => {
  assert.equal(judge([stageEntry({ component: 'tail_sampling', ...GONE })], { ...SETTLED, settled: false }).verdict, 'UNDECIDED');
  assert.equal(judge([stageEntry({ component: 'filter', tracesBroken: 1, dropped: 1 })], { ...SETTLED, settled: false }).verdict, 'UNDECIDED');
  assert.equal(judge([stageEntry()], { ...SETTLED, settled: false }).verdict, 'WHOLE');
});
