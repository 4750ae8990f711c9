import assert from 'node:assert/strict';
import test from 'node:test';

import { readSettings } from './settings.ts';

const COMPLETE = {
  OTLP_GRPC: '0.0.0.0:4317', OTLP_HTTP: '0.0.0.0:4318', HEALTH: '[::1]:13133', METRICS_HOST: 'localhost', METRICS_PORT: '8888',
  RAW_FILE: 'raw.jsonl', TRACES_FILE: 'traces.jsonl',
};

test('the variables of the Collector are read, but for gRPC', () => {
  assert.deepEqual(readSettings(COMPLETE), {
    otlp: { setting: '`OTLP_HTTP` is `0.0.0.0:4318`', host: '0.0.0.0', port: 4318 },
    health: { setting: '`HEALTH` is `[::1]:13133`', host: '::1', port: 13133 },
    metrics: { setting: '`METRICS_PORT` is `8888`', host: 'localhost', port: 8888 },
    rawFile: 'raw.jsonl',
    tracesFile: 'traces.jsonl',
  });
});

test('an address without a host is every address', () => {
  assert.deepEqual(readSettings({ ...COMPLETE, HEALTH: ':1' }).health, { setting: '`HEALTH` is `:1`', host: undefined, port: 1 });
});

const WRONG: [name: string, value: string | undefined, message: string][] = [
  ['OTLP_HTTP', undefined, 'The environment variable `OTLP_HTTP` is not set: the embedded collector needs it.'],
  ['HEALTH', '', 'The environment variable `HEALTH` is empty: the embedded collector needs it.'],
  ['METRICS_HOST', undefined, 'The environment variable `METRICS_HOST` is not set: the embedded collector needs it.'],
  ['RAW_FILE', undefined, 'The environment variable `RAW_FILE` is not set: the embedded collector needs it.'],
  ['TRACES_FILE', '', 'The environment variable `TRACES_FILE` is empty: the embedded collector needs it.'],
  ['OTLP_HTTP', '4318', '`OTLP_HTTP` is `4318`: it must be `host:port`, such as `127.0.0.1:4318`.'],
  ['HEALTH', '::1:13133', '`HEALTH` is `::1:13133`: it must be `host:port`, such as `127.0.0.1:4318`.'],
  ['OTLP_HTTP', 'localhost:65536', '`OTLP_HTTP` is `localhost:65536`: its port must be a number up to 65535.'],
  ['METRICS_PORT', '0x10', '`METRICS_PORT` is `0x10`: its port must be a number up to 65535.'],
];

for (const [name, value, message] of WRONG) {
  test(`\`${name}\` that is ${value === undefined ? 'missing' : `\`${value}\``} is named`, () => {
    assert.throws(() => readSettings({ ...COMPLETE, [name]: value }), { name: 'Problem', exitCode: 5, message });
  });
}
