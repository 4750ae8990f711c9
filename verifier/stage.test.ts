import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stageEntry } from './report/fixtures.ts';
import { breaksTraces, losesTraces, tracesOut } from './stage.ts';

for (const harm of ['tracesBroken', 'tracesSplit', 'orphansMade', 'idsChanged', 'parentsChanged'] as const) {
  test(`${harm}: it breaks traces; without, it does not`, () => {
    assert.equal(breaksTraces(stageEntry({ [harm]: 1 })), true);
    assert.equal(breaksTraces(stageEntry()), false);
  });
}

test('whole traces that are gone are lost, unless they are meant to be, or a sampler dropped them', () => {
  assert.equal(losesTraces(stageEntry({ component: 'filter', tracesGone: 2, tracesMeant: 1 })), true);
  assert.equal(losesTraces(stageEntry({ component: 'filter', tracesGone: 2, tracesMeant: 2 })), false);
  assert.equal(losesTraces(stageEntry({ component: 'tail_sampling/two', tracesGone: 2 })), false);
  assert.equal(losesTraces(stageEntry({ component: 'tail_sampling_of_ours', tracesGone: 2 })), true);
});

test('what came in and is neither gone nor for another way comes out', () => {
  assert.equal(tracesOut(stageEntry({ tracesIn: 10, tracesGone: 3, tracesDiverted: 2, tracesBroken: 4 })), 5);
});
