import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stageEntry } from '../verifier/report/fixtures.ts';
import type { ExampleTrace } from '../verifier/xray.ts';
import { type Measured, sumOf, withChangedTraceIds } from './measured.ts';

function measured(changes: Partial<Measured>): Measured {
  const { at: _at, fault: _fault, mend: _mend, ...rest } = stageEntry(changes);
  return rest;
}

const EXAMPLE: ExampleTrace = { traceId: 'a', spans: [], omitted: 0 };

test('the counts of two parts are added up, and no more than three examples are kept', () => {
  const sum = sumOf(measured({ attributesAdded: { a: 1, b: 2 }, examples: [EXAMPLE, EXAMPLE] }), measured({ dropped: 2, attributesAdded: { b: 3, c: 4 }, examples: [EXAMPLE, EXAMPLE] }));
  assert.deepEqual(sum, measured({ spansIn: 6, spansOut: 6, dropped: 2, tracesIn: 2, tracesWhole: 2, attributesAdded: { a: 1, b: 5, c: 4 }, examples: [EXAMPLE, EXAMPLE, EXAMPLE] }));
});

test('as many spans gone as there are new ones have changed their trace ids', () => {
  const stage = measured({ dropped: 6, added: 6, tracesIn: 2, tracesWhole: 0, tracesGone: 2 });
  assert.deepEqual(withChangedTraceIds(stage), measured({ idsChanged: 6, tracesIn: 2, tracesWhole: 0, tracesBroken: 2 }));
  for (const other of [measured({ dropped: 6, added: 5 }), measured({})]) assert.deepEqual(withChangedTraceIds(other), other);
});
