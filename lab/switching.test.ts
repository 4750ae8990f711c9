import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { readTopology } from './compose-file.ts';
import { COMPOSE_FILE } from './root.ts';
import { switchingOf } from './switching.ts';

const RUNNING = { 'service-a': { environment: { B_URL: 'http://hop:8083/work', ADMIN_PORT: 9081 } }, 'hop': { scale: 1, environment: { ADMIN_PORT: 9083 } } };
const OFFERED = { 'service-a': { OTEL_PROPAGATORS: ['none', 'xray'] }, 'hop': { FAULT: ['', 'strip-traceparent'] } };

function switchedTo(t: TestContext, services: Record<string, unknown>): ReturnType<typeof switchingOf> {
  const folder = mkdtempSync(join(tmpdir(), 'switching-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const topology = (name: string, override: Record<string, unknown>): ReturnType<typeof readTopology> => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify({ services: override }));
    return readTopology([COMPOSE_FILE, file], {});
  };
  return switchingOf({ healthy: readTopology([COMPOSE_FILE], {}), scenario: topology('scenario.yaml', services), running: topology('running.yaml', RUNNING) }, OFFERED);
}

const startUp = (...imports: string[]): string[] => ['node', ...imports.flatMap((file) => ['--import', file]), 'services/service-a/server.ts'];

const possible: [what: string, services: Record<string, unknown>, settings: object, verify?: object][] = [
  ['nothing at all', {}, {}],
  ['a variable that is a switch', { 'service-a': { environment: { OTEL_PROPAGATORS: 'none' } } }, { 'service-a': { OTEL_PROPAGATORS: 'none' } }],
  ['a hop with a fault, where the running lab has it', { 'service-a': { environment: { B_URL: 'http://hop:8083/work' } }, 'hop': { scale: 1, environment: { FAULT: 'strip-traceparent' } } }, { hop: { FAULT: 'strip-traceparent' } }],
  ['a propagator that is loaded as a module', { 'service-a': { command: startUp('./services/telemetry.ts', './services/variants/propagator-xray.ts') } }, { 'service-a': { OTEL_PROPAGATORS: 'xray' } }],
  ['what is sent', { verify: { environment: { VERIFY_PROBE: 'xray' } } }, {}, { VERIFY_PROBE: 'xray' }],
  ['what waits for what', { verify: { depends_on: ['service-b'] } }, {}],
];

for (const [what, services, settings, verify = {}] of possible) {
  test(`${what}: the switches do`, (t) => assert.deepEqual(switchedTo(t, services), { settings, verify }));
}

const beyond: [what: string, services: Record<string, unknown>, part: string][] = [
  ['a value that the switch does not have', { 'service-a': { environment: { OTEL_PROPAGATORS: 'b3' } } }, 'services.service-a.environment.OTEL_PROPAGATORS'],
  ['a variable that is no switch', { 'service-a': { environment: { B_URL: 'http://service-b:8089/work' } } }, 'services.service-a.environment.B_URL'],
  ['a switch of another service', { 'service-b': { environment: { OTEL_PROPAGATORS: 'none' } } }, 'services.service-b.environment.OTEL_PROPAGATORS'],
  ['a variable that is taken away', { 'service-a': { environment: { PORT: null } } }, 'services.service-a.environment.PORT'],
  ['other code', { 'service-a': { command: startUp('./services/variants/telemetry-64-bit.ts') } }, 'services.service-a.command'],
  ['a propagator module, and other code', { 'service-a': { command: startUp('./services/other.ts', './services/variants/propagator-xray.ts') } }, 'services.service-a.command'],
  ['a propagator module that no switch stands for', { 'service-a': { command: startUp('./services/telemetry.ts', './services/variants/propagator-sentry.ts') } }, 'services.service-a.command'],
  ['a hop that leads elsewhere', { hop: { scale: 1, environment: { NEXT_URL: 'http://collector:4318' } } }, 'services.hop.environment.NEXT_URL'],
  ['a service more', { 'service-c': { command: ['node'] } }, 'services.service-c.command'],
  ['a service less', { 'service-b': { scale: 0 } }, 'services.service-b.scale'],
  ['another folder', { collector: { volumes: ['./elsewhere:/output'] } }, 'services.collector.volumes'],
  ['something of verify that is not about sending', { verify: { environment: { COLLECTOR_KIND: 'otelcol' } } }, 'services.verify.environment.COLLECTOR_KIND'],
];

for (const [what, services, part] of beyond) {
  test(`${what}: beyond the switches, and named`, (t) => assert.deepEqual(switchedTo(t, services), { beyond: part }));
}
