import assert from 'node:assert/strict';
import { test } from 'node:test';

import { verifyOptions } from './options.ts';

test('what nobody says is as it is by default', () => {
  assert.deepEqual(verifyOptions([], {}), {
    requests: 1, concurrency: 1, timeout: 15, probe: 'tracecontext', alive: [], edge: [{ caller: 'service-a', callee: 'service-b' }],
  });
});

test('the environment of a service sets its options, and its command comes before', () => {
  const environment = {
    VERIFY_PROBE: 'b3', VERIFY_UNSAMPLED: 'true', VERIFY_TRACE_ID: 'A'.repeat(32), VERIFY_BAGGAGE: '9000', VERIFY_REQUESTS: '3', VERIFY_CONCURRENCY: '2', VERIFY_TIMEOUT: '4',
    VERIFY_EDGE: 'a -> b, b -> c',
  };
  const { requests, concurrency, timeout, probe, unsampled, traceId, baggage, edge } = verifyOptions(['--requests=5'], environment);
  assert.deepEqual({ requests, concurrency, timeout, probe, unsampled, traceId, baggage, edge }, {
    requests: 5, concurrency: 2, timeout: 4, probe: 'b3', unsampled: true, traceId: 'a'.repeat(32), baggage: 9000,
    edge: [{ caller: 'a', callee: 'b' }, { caller: 'b', callee: 'c' }],
  });
});

test('our own environment has no say in what a service is to do', (t) => {
  process.env['VERIFY_REQUESTS'] = '7';
  t.after(() => { delete process.env['VERIFY_REQUESTS']; });
  assert.equal(verifyOptions([], {}).requests, 1);
});

test('edges and places are named as often as there are any', () => {
  const { edge, alive } = verifyOptions(['--edge=a -> b', '--edge', 'b->c', '--alive=a=http://127.0.0.1:1/x=y', '--alive=b=http://127.0.0.1:2'], {});
  assert.deepEqual(edge, [{ caller: 'a', callee: 'b' }, { caller: 'b', callee: 'c' }]);
  assert.deepEqual(alive, [{ service: 'a', url: 'http://127.0.0.1:1/x=y' }, { service: 'b', url: 'http://127.0.0.1:2' }]);
});

test('a value in the file that cannot be is one sentence', () => {
  assert.throws(() => verifyOptions([], { VERIFY_PROBE: 'b4' }), { exitCode: 3, message: /^The service `verify` of the Compose file cannot be run: .*'b4' is invalid/ });
});
