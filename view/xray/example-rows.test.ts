import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ExampleSpan } from '../../verifier/xray.ts';
import { exampleRows } from './example-rows.ts';

const span = (spanId: string, parentSpanId: string | null, fate: ExampleSpan['fate']): ExampleSpan => ({ traceId: 't', spanId, parentSpanId, service: 'shop', kind: 'INTERNAL', name: spanId, fate });

test('an orphan begins a tree, its children stay below it, and what is gone keeps its place', () => {
  const rows = exampleRows({ traceId: 't', omitted: 0, spans: [span('d', 'c', 'kept'), span('c', 'b', 'orphaned'), span('b', 'a', 'dropped'), span('a', null, 'kept'), span('e', 'a', 'dropped as meant')] });
  assert.deepEqual(rows.map(({ span: { spanId }, depth, depthAfter, isGone }) => [spanId, depth, depthAfter, isGone]), [
    ['a', 0, 0, false], ['b', 1, 1, true], ['c', 2, 0, false], ['d', 3, 1, false], ['e', 1, 1, true],
  ]);
});
