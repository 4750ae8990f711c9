import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import { ownTemporaryFolder } from '../scripts/fixtures/tracehop.ts';
import { chooseCollector } from './collector-choice.ts';
import { ask, inContainer, onProcess, startCollector } from './lone-collector.ts';
import type { Problem } from './problem.ts';

const collector = await chooseCollector(undefined, process.env);
const skip = collector.kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`';

function configuration(port: number): string {
  return `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:${port}" } } } }
exporters: { debug: }
service: { telemetry: { metrics: { level: none } }, pipelines: { traces: { receivers: [otlp], exporters: [debug] } } }
`;
}

test('a port that somebody else has is the environment\'s fault, even where that one answers', { skip, timeout: 30_000 }, async (t) => {
  const other = http.createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const folder = ownTemporaryFolder(t);
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configuration(port));
  const logs = ownTemporaryFolder(t);
  const starting = startCollector(onProcess(collector, folder), { words: [`--config=${config}`], ports: [], url: `http://127.0.0.1:${port}/v1/traces`, logs, signal: t.signal });
  await assert.rejects(starting, (error: Problem) => error.exitCode === 5 && /^The Collector ended with exit code 1\. It wrote:\n[^]*address already in use/.test(error.message));
});

test('an image that is not there is the environment\'s fault', { timeout: 60_000 }, async (t) => {
  const image = inContainer('127.0.0.1:2/nobody/nothing:1', ownTemporaryFolder(t), [], []);
  await assert.rejects(ask(image, ['print-config'], t.signal), (error: Problem) => error.exitCode === 5 && /^the image `127\.0\.0\.1:2\/nobody\/nothing:1` cannot be run: docker: Error|`docker` cannot be run/.test(error.message));
});

test('a program that is no Collector is named', async (t) => {
  await assert.rejects(ask(onProcess({ kind: 'otelcol', command: ['/nowhere/otelcol'] }, ownTemporaryFolder(t)), [], t.signal), (error: Problem) => error.exitCode === 5 && error.message.startsWith('`/nowhere/otelcol` cannot be run'));
});

test('a program that never answers is given up, and ended', { timeout: 10_000 }, async (t) => {
  const hangs = { ...onProcess({ kind: 'otelcol', command: [process.execPath, '-e', 'setInterval(() => {}, 1_000)'] }, ownTemporaryFolder(t)), patience: 500 };
  await assert.rejects(ask(hangs, ['--', 'print-config'], t.signal), (error: Problem) => error.exitCode === 5 && error.message.endsWith('did not answer to `--` in 0.5 s: is it an OpenTelemetry Collector?'));
});

test('in a container a Collector finds its files, whatever they are called', (t) => {
  const folder = ownTemporaryFolder(t);
  const [one, other] = [`${folder}-x,y:z.yaml`, `${folder}.yaml`];
  for (const file of [one, other]) { writeFileSync(file, ''); t.after(() => rmSync(file)); }
  const container = inContainer('image', folder, [one, `file:${other}`], []);
  assert.deepEqual([one, `file:${other}`, join(folder, 'xray.yaml')].map((config) => container.sees(config)), ['/config/0.yaml', '/config/1.yaml', '/xray/xray.yaml']);
  assert.deepEqual(container.command([], []).filter((word) => word.startsWith('--mount')), [
    `--mount="type=bind","source=${folder}","target=/xray"`, `--mount="type=bind","source=${one}","target=/config/0.yaml","readonly"`, `--mount="type=bind","source=${other}","target=/config/1.yaml","readonly"`,
  ]);
});
