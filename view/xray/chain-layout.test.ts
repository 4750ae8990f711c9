import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stageEntry, xrayDocument } from '../../verifier/report/fixtures.ts';
import type { StageEntry, XrayVerdict } from '../../verifier/xray.ts';
import { lanesOf, markOf } from './chain-layout.ts';

const BREAKING = stageEntry({ component: 'filter', fault: 'It broke it.', tracesBroken: 1 });
const LOSING = stageEntry({ component: 'filter', fault: 'It lost it.', tracesGone: 1 });

const MARKS: [stage: StageEntry, verdict: XrayVerdict, words: string | undefined][] = [
  [BREAKING, 'BREAKS_TRACES', 'breaks traces here'], [LOSING, 'BREAKS_TRACES', 'loses spans here'], [LOSING, 'LOSES_SPANS', 'loses spans here'],
  [BREAKING, 'LOSES_SPANS', 'breaks traces, as `tracehop.yaml` allows'], [BREAKING, 'WHOLE', 'breaks traces, as `tracehop.yaml` allows'],
  [BREAKING, 'UNDECIDED', 'what is missing may only be late'], [stageEntry({ tracesGone: 1 }), 'WHOLE', undefined],
];

for (const [stage, verdict, words] of MARKS) {
  test(`${stage.fault ?? 'no fault'} ${verdict}: ${words ?? 'no mark'}`, () => {
    assert.equal(markOf(stage, { verdict })?.words, words);
  });
}

test('a chain a pipeline, in their order, and a connector ends the one that feeds it', () => {
  const [one, two, balancer] = [stageEntry({ pipeline: 'traces/one' }), stageEntry({ pipeline: 'traces/two' }), stageEntry({ component: 'load_balancing', pipeline: 'traces/one' })];
  const lanes = lanesOf(xrayDocument({ stages: [one, two, balancer] }));
  assert.deepEqual(lanes.map(({ pipeline, links }) => [pipeline, links.map(({ stage }) => stage.component)]), [['traces/one', ['transform', 'load_balancing']], ['traces/two', ['transform']]]);
});

test('every arrow says what passed it, and every component what became of it', () => {
  const { links, out } = lanesOf(xrayDocument())[0]!;
  assert.deepEqual([...links.map(({ into }) => into.name), out.name], ['into attributes: 3 spans, 1 trace', 'from attributes to filter: 3 spans, 1 trace', 'out of filter: 2 spans, 1 trace']);
  assert.deepEqual(links.map(({ name }) => name), [
    'attributes in traces: 3 spans in, 3 out; of 1 trace 1 whole', 'filter in traces: 3 spans in, 2 out; of 1 trace 1 broken; 1 span dropped, 1 orphan made: breaks traces here',
  ]);
});
