import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Problem } from '../lab/problem.ts';
import { pipelinesOf, type Resolved } from './pipelines.ts';

const TWO: Resolved = {
  connectors: { forward: {}, span_metrics: {} },
  service: {
    pipelines: {
      metrics: { receivers: ['span_metrics'], exporters: ['debug'] },
      'traces/out': { receivers: ['forward'], processors: ['filter', 'attributes/x'], exporters: ['otlp_http', 'span_metrics'] },
      traces: { receivers: ['otlp', 'zipkin'], processors: [], exporters: ['forward', 'debug'] },
    },
  },
};

test('pipelines come in the order in which spans pass them; connectors between them are told from ends', () => {
  assert.deepEqual(pipelinesOf(TWO, undefined), [
    { id: 'traces', received: true, from: [], processors: [], to: ['forward'], destinations: ['debug'] },
    { id: 'traces/out', received: false, from: ['forward'], processors: ['filter', 'attributes/x'], to: [], destinations: ['otlp_http', 'span_metrics'] },
  ]);
});

test('one that is asked for stands alone: what fed it is a receiver, and what it feeds is an end', () => {
  assert.deepEqual(pipelinesOf(TWO, 'traces/out'), [{ id: 'traces/out', received: true, from: [], processors: ['filter', 'attributes/x'], to: [], destinations: ['otlp_http', 'span_metrics'] }]);
  assert.deepEqual(pipelinesOf(TWO, 'traces')[0]!.destinations, ['forward', 'debug']);
});

test('without a traces pipeline there is nothing to look into', () => {
  for (const resolved of [{}, { service: null }, { service: { pipelines: { metrics: null, 'tracesque/x': null } } }]) {
    assert.throws(() => pipelinesOf(resolved, undefined), (error: Problem) => error.exitCode === 3 && /no traces pipeline/.test(error.message));
  }
});

test('a pipeline that is not there is wrong usage, and those that are there are named', () => {
  assert.throws(() => pipelinesOf(TWO, 'traces/in'), (error: Problem) => error.exitCode === 2 && error.message === 'The configuration has no traces pipeline `traces/in`. It has `traces/out`, `traces`.');
});
