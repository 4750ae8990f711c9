import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chainOf, destinationCount, type Places } from './chain.ts';
import type { Pipeline, Resolved } from './pipelines.ts';

const PLACES: Places = { host: '127.0.0.1', otlpPort: 1, metricsPort: 2, destinationPorts: [3, 4, 5], folder: '/f' };

function pipeline(changes: Partial<Pipeline>): Pipeline {
  return { id: 'traces', received: true, from: [], processors: [], to: [], destinations: ['debug'], ...changes };
}

test('a pipeline becomes one link a processor, each with a tap behind it, and one in front', () => {
  const { stages, taps, received, overlay } = chainOf([pipeline({ processors: ['filter', 'transform/x'] })], {}, PLACES);
  assert.deepEqual(stages.map(({ component, inputs, outputs }) => [component, inputs, outputs]), [['filter', ['0-0'], ['0-1']], ['transform/x', ['0-1'], ['0-2']]]);
  assert.deepEqual([taps, received], [['0-0', '0-1', '0-2'], ['0-0']]);
  assert.deepEqual(overlay.service.pipelines, {
    traces: { receivers: ['otlp/xray'], processors: [], exporters: ['file/xray-0-0', 'forward/xray-0-1'] },
    'traces/xray-0-1': { receivers: ['forward/xray-0-1'], processors: ['filter'], exporters: ['file/xray-0-1', 'forward/xray-0-2'] },
    'traces/xray-0-2': { receivers: ['forward/xray-0-2'], processors: ['transform/x'], exporters: ['file/xray-0-2'] },
  });
  assert.deepEqual(overlay.exporters['file/xray-0-2'], { path: '/f/0-2.jsonl', flush_interval: '100ms' });
});

test('nothing that a user may have set is in the overlay, apart from its names', () => {
  const { overlay } = chainOf([pipeline({ processors: ['filter'] })], { processors: { filter: { secret: 'hush' } }, exporters: { debug: { token: 'hush' } } }, PLACES);
  assert.doesNotMatch(JSON.stringify(overlay), /hush/);
  assert.deepEqual(Object.keys(overlay.exporters), ['file/xray-0-0', 'file/xray-0-1']);
});

test('names and folders are no paths and no variables', () => {
  const { overlay } = chainOf([pipeline({ destinations: ['load_balancing/../x'] })], {}, { ...PLACES, folder: '/f${HOME}' });
  assert.deepEqual(overlay.exporters['file/xray-0-0'], { path: '/f$${HOME}/0-0.jsonl', flush_interval: '100ms' });
  assert.deepEqual(overlay.exporters['file/xray-load_balancing%2F..%2Fx-0'], { path: '/f$${HOME}/load_balancing%2F..%2Fx-0.jsonl', flush_interval: '100ms' });
});

test('a connector between pipelines is a component, once, whatever it feeds', () => {
  const pipelines = [
    pipeline({ to: ['forward'], destinations: [] }),
    pipeline({ id: 'traces/one', received: false, from: ['forward'], processors: ['filter'] }),
    pipeline({ id: 'traces/two', received: false, from: ['forward'] }),
  ];
  const { stages, received, overlay } = chainOf(pipelines, {}, PLACES);
  assert.deepEqual(stages.map(({ component, kind, pipeline: id, inputs, outputs }) => [component, kind, id, inputs, outputs]), [
    ['forward', 'connector', 'traces', ['0-0'], ['1-0', '2-0']],
    ['filter', 'processor', 'traces/one', ['1-0'], ['1-1']],
  ]);
  assert.deepEqual(received, ['0-0']);
  assert.deepEqual(overlay.service.pipelines['traces']!.exporters, ['file/xray-0-0', 'forward']);
  assert.deepEqual(overlay.service.pipelines['traces/one']!.receivers, ['forward']);
});

test('of pipelines beside each other that join again, each component knows the taps behind its like', () => {
  const fork = (id: string, filter: string): Pipeline => pipeline({ id, received: false, from: ['forward/fork'], processors: [filter, 'attributes'], to: ['forward/join'], destinations: [] });
  const pipelines = [
    pipeline({ to: ['forward/fork'], destinations: [] }), fork('traces/one', 'filter/one'), fork('traces/two', 'filter/two'),
    pipeline({ id: 'traces/out', received: false, from: ['forward/join'] }),
  ];
  const beside = Object.fromEntries(chainOf(pipelines, {}, PLACES).stages.map((stage) => [`${stage.pipeline} ${stage.component}`, stage.beside]));
  assert.deepEqual(beside['traces/one filter/one'], ['2-1']);
  assert.deepEqual(beside['traces/two filter/two'], ['1-1']);
  assert.deepEqual(beside['traces forward/fork'], []);
  const apart = pipelines.slice(0, 3).map((each) => ({ ...each, to: each.to.filter((id) => id !== 'forward/join') }));
  assert.ok(chainOf(apart, {}, PLACES).stages.every((stage) => stage.beside.length === 0));
});

test('pipelines with the same exporters join there, and those that share one of several do not', () => {
  const shop = pipeline({ id: 'traces/shop', processors: ['filter/shop', 'attributes'], destinations: ['otlp_http'] });
  const besideOf = (other: Partial<Pipeline>): string[][] => {
    const { stages } = chainOf([shop, pipeline({ id: 'traces/others', processors: ['filter/others'], destinations: ['otlp_http'], ...other })], {}, PLACES);
    return stages.filter((stage) => stage.pipeline === 'traces/shop').flatMap(({ beside, met }) => [beside, met]);
  };
  assert.deepEqual(besideOf({}), [['1-1'], ['1-1'], [], ['1-1']]);
  for (const apart of [{ destinations: ['otlp_http', 'debug'] }, { received: false }]) assert.deepEqual(besideOf(apart), [[], [], [], []]);
});

test('a load balancer keeps its way of choosing, and gets many destinations on this machine, to which it waits for a connection', () => {
  const resolved: Resolved = { exporters: { load_balancing: { routing_key: 'service', resolver: { static: { hostnames: ['x:1', 'y:1', 'z:1'] } } } } };
  const pipelines = [pipeline({ destinations: ['load_balancing', 'debug'] })];
  const count = destinationCount(pipelines);
  const destinationPorts = Array.from({ length: count }, (_, at) => 3 + at);
  const { stages, overlay } = chainOf(pipelines, resolved, { ...PLACES, destinationPorts });
  assert.ok(count >= 64);
  assert.deepEqual(stages.map(({ component, kind, inputs, outputs }) => [component, kind, inputs, outputs]), [
    ['load_balancing', 'exporter', ['0-0'], destinationPorts.map((_, at) => `load_balancing-${at}`)],
  ]);
  assert.deepEqual(overlay.exporters['load_balancing'], {
    routing_key: 'service', protocol: { otlp: { tls: { insecure: true }, wait_for_ready: true, sending_queue: { enabled: false } } },
    resolver: { static: { hostnames: destinationPorts.map((port) => `127.0.0.1:${port}`) } },
  });
  assert.deepEqual(overlay.service.pipelines['traces']!.exporters, ['file/xray-0-0', 'load_balancing']);
  assert.deepEqual(overlay.receivers['otlp/xray-load_balancing-1'], { protocols: { grpc: { endpoint: '127.0.0.1:4' } } });
});
