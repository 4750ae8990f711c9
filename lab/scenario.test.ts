import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { parse } from 'yaml';

import { readTopology } from './compose-file.ts';
import { COMPOSE_FILE } from './root.ts';
import { readScenario, withoutFault } from './scenario.ts';

function fileOf(t: TestContext, text: string, id = 'proxy-fault'): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, `${id}.yaml`);
  writeFileSync(file, text);
  return file;
}

const FACTS = { title: 'A title', broken: 'A and B.', verdict: 'HEADER_STRIPPED', where: 'wire', fault: ['services.service-b.environment.FAULT'] };

function override(facts: object, services: object = { 'service-b': { environment: { FAULT: 'strip', KEPT: '$$1' } } }): string {
  return JSON.stringify({ 'x-scenario': { ...FACTS, ...facts }, services });
}

test('a scenario says what is broken, what is expected, and what is done in the middle', (t) => {
  const actions = [{ after: 'started', do: 'stop collector' }, { after: 'answered', seconds: 0.5, do: 'start collector' }];
  const file = fileOf(t, override({ findings: ['CLOCK_SKEW'], needs: 'otelcol', where: 'caller or wire', actions, shows: 'once' }));
  assert.deepEqual(readScenario(file), {
    id: 'proxy-fault', file, ...FACTS, where: 'caller or wire', findings: ['CLOCK_SKEW'], needs: 'otelcol', shows: 'once',
    actions: [{ after: 'started', seconds: 0, verb: 'stop', service: 'collector' }, { after: 'answered', seconds: 0.5, verb: 'start', service: 'collector' }],
  });
});

test('without its fault, the rest of the file is as it was, and expects to be linked', (t) => {
  const scenario = readScenario(fileOf(t, override({ fault: [...FACTS.fault, 'x-scenario.actions'], actions: [{ after: 'answered', do: 'kill service-b' }], shows: 'once' })));
  const text = withoutFault(scenario);
  const { title, broken } = FACTS;
  assert.deepEqual(parse(text), { 'x-scenario': { title, broken, verdict: 'LINKED', where: 'nowhere' }, services: { 'service-b': { environment: { KEPT: '$$1' } } } });
  assert.equal(readScenario(fileOf(t, text)).verdict, 'LINKED');
  const { services } = readTopology([COMPOSE_FILE, fileOf(t, text)], {});
  assert.equal(services.get('service-b')!.environment['KEPT'], '$1');
  assert.equal(services.get('service-b')!.environment['FAULT'], undefined);
});

test('the fault of a text in several lines, and of a whole part of a service', (t) => {
  const text = `x-scenario: ${JSON.stringify({ ...FACTS, fault: ['services.collector.command'] })}
services:
  collector:
    # a comment
    command: [--config=collector/config.yaml, "--config=yaml:processors::filter: {}"]
    environment: { KEPT: 1 }
`;
  assert.deepEqual((parse(withoutFault(readScenario(fileOf(t, text)))) as { services: unknown }).services, { collector: { environment: { KEPT: 1 } } });
});

const refused: [says: string, text: string, message: RegExp][] = [
  ['no block', '{ services: {} }', /proxy-fault\.yaml` has no `x-scenario` block/],
  ['a field that nobody knows', override({ titel: 'A' }), /: `x-scenario\.titel` is none of its fields, which are title, broken,/],
  ['no title', override({ title: undefined }), /: `x-scenario\.title` must be a short text without a full stop\.$/],
  ['a title with a full stop', override({ title: 'A title.' }), /title` must be a short text without a full stop, and is `A title\.`/],
  ['nothing about what is broken', override({ broken: ' ' }), /broken` must say what is broken/],
  ['a code that is none', override({ verdict: 'HEADER_GONE' }), /: `x-scenario\.verdict` must be one of REQUEST_FAILED, .*, and is `HEADER_GONE`\.$/],
  ['a place that is none', override({ where: 'caller or air' }), /where` must be one of upstream, .*, and is `air`\.$/],
  ['a finding that is no code', override({ findings: ['late'] }), /findings\[0\]` must be the code of a finding, and is `late`/],
  ['a need that nobody can meet', override({ needs: 'luck' }), /needs` must be one of otelcol, and is `luck`/],
  ['no fault', override({ fault: undefined }), /fault` must name what breaks\.$/],
  ['a fault that is not in the file', override({ fault: ['services.service-b.environment.FUALT'] }), /fault` names `services\.service-b\.environment\.FUALT`, which is not in the file/],
  ['a fault that is no path', override({ fault: ['FAULT'] }), /fault\[0\]` must be a path such as/],
  ['a fault that is a whole service', override({ fault: ['services.service-b'] }), /which is neither a part of a service nor/],
  ['a moment that nobody knows', override({ actions: [{ after: 'lunch', do: 'stop service-b' }] }), /actions\[0\]\.after` must be one of started, answered, written, and is `lunch`/],
  ['an action that nobody knows', override({ actions: [{ after: 'started', do: 'pause service-b' }] }), /actions\[0\]\.do` must be one of start, stop, restart, kill, and is `pause`/],
  ['an action that is half', override({ actions: [{ after: 'started', do: 'stop' }] }), /actions\[0\]\.do` must be one of/],
  ['an action on a service that is not there', override({ actions: [{ after: 'started', do: 'stop service-c' }] }), /actions\[0\]\.do` names `service-c`, which is not a service\. The services are service-a, service-b, collector, verify\./],
  ['a field of an action that nobody knows', override({ actions: [{ after: 'started', do: 'stop service-b', second: 1 }] }), /actions\[0\]\.second` is none of its fields/],
  ['an action too far away', override({ actions: [{ after: 'started', do: 'stop service-b', seconds: 61 }] }), /actions\[0\]\.seconds` must be a number from 0 to 60/],
  ['what is not YAML', '{', /is not YAML/],
  ['an override that the lab cannot run', override({}, { 'service-b': { environment: { FAULT: 1 }, env_file: 'x' } }), /service `service-b` uses `env_file`/],
];

for (const [says, text, message] of refused) {
  test(`refused, with file and path: ${says}`, (t) => assert.throws(() => readScenario(fileOf(t, text)), { exitCode: 3, message }));
}

test('a scenario that is linked all the same needs no fault to take out, and a healthy one has none', (t) => {
  assert.deepEqual(readScenario(fileOf(t, override({ fault: undefined, verdict: 'LINKED' }))).fault, []);
  assert.throws(() => readScenario(fileOf(t, override({}), 'healthy-fetch')), { exitCode: 3, message: /fault` must not be there/ });
});
