import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { readTopology, type Service, type Topology } from './compose-file.ts';
import { COMPOSE_FILE } from './root.ts';

/** The topology of files with these texts; the later override the earlier. */
function read(t: TestContext, ...texts: string[]): Topology {
  const folder = mkdtempSync(join(tmpdir(), 'compose-file-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = texts.map((_text, index) => join(folder, `${index}.yaml`));
  files.forEach((file, index) => writeFileSync(file, texts[index]!));
  return readTopology(files, { FROM_SHELL: 'shell' });
}

function one(t: TestContext, ...texts: string[]): Service {
  return read(t, ...texts).services.get('a')!;
}

test('the lab\'s own file: its services, what they listen on, and what they wait for', () => {
  const { services } = readTopology([COMPOSE_FILE], {});
  assert.deepEqual([...services.keys()], ['service-a', 'service-b', 'collector', 'verify']);
  assert.deepEqual([...services.values()].map(({ ports }) => ports), [[8081], [8082], [4317, 4318, 13133, 8888], []]);
  assert.deepEqual(services.get('service-a')!.dependsOn, []);
  assert.deepEqual(services.get('verify')!.dependsOn, [
    { service: 'service-a', condition: 'service_healthy' }, { service: 'service-b', condition: 'service_healthy' }, { service: 'collector', condition: 'service_started' },
  ]);
  assert.equal(services.get('service-a')!.environment['B_URL'], 'http://service-b:8082/work');
  assert.deepEqual(services.get('verify')!.volumes, [{ source: 'traces', target: '/output', readOnly: true }]);
});

test('environment as a list or a map, and from the shell where it has no value', (t) => {
  const expected = { A: '1', FROM_SHELL: 'shell' };
  assert.deepEqual(one(t, 'services: { a: { command: [x], environment: { A: 1, FROM_SHELL: , UNSET: } } }').environment, expected);
  assert.deepEqual(one(t, 'services: { a: { command: [x], environment: [A=1, FROM_SHELL, UNSET] } }').environment, expected);
});

test('numbers keep their digits', (t) => {
  assert.deepEqual(one(t, 'services: { a: { command: [x], environment: { A: 12345678901234567890 } } }').environment, { A: '12345678901234567890' });
});

test('an override replaces commands, and adds variables, ports and dependencies', (t) => {
  const base = 'services: { a: { command: [x], environment: { A: 1, B: 2 }, expose: ["1"], depends_on: [b] }, b: { command: [y] }, c: { command: [z] } }';
  const service = one(t, base, 'services: { a: { command: [w, v], environment: { B: 3, C: 4 }, ports: ["8:2"], depends_on: [c] } }');
  assert.deepEqual(service.command, ['w', 'v']);
  assert.deepEqual(service.environment, { A: '1', B: '3', C: '4' });
  assert.deepEqual(service.ports, [1, 2]);
  assert.deepEqual(service.dependsOn.map((each) => each.service), ['b', 'c']);
});

test('a service of scale 0 is not there, and nothing waits for it, until an override makes one', (t) => {
  const base = 'services: { a: { command: [x], depends_on: [b, c] }, b: { command: [y], scale: 0 }, c: { command: [z] } }';
  const without = read(t, base).services;
  assert.deepEqual([...without.keys()], ['a', 'c']);
  assert.deepEqual(without.get('a')!.dependsOn.map((each) => each.service), ['c']);
  const { services } = read(t, base, 'services: { b: { scale: 1 } }');
  assert.deepEqual([...services.keys()], ['a', 'b', 'c']);
  assert.deepEqual(services.get('a')!.dependsOn.map((each) => each.service), ['b', 'c']);
});

test('an entrypoint comes before the command; x- and container settings are passed over', (t) => {
  const service = one(t, 'x-b: { c: 1 }\nservices: { a: { entrypoint: [e], command: [x], x-y: 1, mem_limit: 1g, read_only: true, cap_drop: [ALL] } }');
  assert.deepEqual(service.command, ['e', 'x']);
});

const refused: [says: string, text: string, message: RegExp][] = [
  ['an unknown key of a service', 'services: { a: { command: [x], env_file: y } }', /service `a` uses `env_file`, which the lab on plain processes does not support\.$/],
  ['an unknown key at the top', 'include: [b.yaml]\nservices: { a: { command: [x] } }', /uses `include`, which/],
  ['a key that every object has', 'services: { a: { command: [x], constructor: y } }', /uses `constructor`/],
  ['a command for a shell', 'services: { a: { command: run it } }', /`command` is one text for a shell/],
  ['no command', 'services: { a: { image: x } }', /service `a` has no `command`/],
  ['no services', 'services: {}', /there are no services\.$/],
  ['an empty file', '', /there are no services\.$/],
  ['a range of ports', 'services: { a: { command: [x], ports: ["8000-8010"] } }', /`ports` has the port `8000-8010`/],
  ['a UDP port', 'services: { a: { command: [x], expose: ["53/udp"] } }', /has the port `53\/udp`/],
  ['more than one of a service', 'services: { a: { command: [x], scale: 2 } }', /`scale` is 2; the lab on plain processes supports 0 and 1/],
  ['a volume that nobody declares', 'services: { a: { command: [x], volumes: ["data:/data"] } }', /uses the volume `data`, which `volumes` does not name/],
  ['a volume from outside', 'services: { a: { command: [x] } }\nvolumes: { data: { external: true } }', /volume `data` uses `external`/],
  ['a dependency that is not there', 'services: { a: { command: [x], depends_on: [b] } }', /depends on `b`, which is not a service there/],
  ['waiting for health without a health check', 'services: { a: { command: [x], depends_on: { b: { condition: service_healthy } } }, b: { command: [y] } }', /waits for `b` to become healthy, which has no `healthcheck`/],
  ['an unknown condition', 'services: { a: { command: [x], depends_on: { b: { condition: ready } } }, b: { command: [y] } }', /needs a `condition`, one of/],
  ['services that wait for each other', 'services: { a: { command: [x], depends_on: [b] }, b: { command: [y], depends_on: [a] } }', /wait for each other: `a` -> `b` -> `a`/],
  ['a tag that changes how files are merged', 'services: { a: { command: !reset [x] } }', /is not YAML that the lab can read/],
  ['what is not YAML, with its line', 'services:\n  a: {', /0\.yaml:\d+` is not YAML that the lab can read/],
  ['a list for a map', 'services: [a]', /`services` must be a map\.$/],
  ['a name without a space behind its colon', 'services: { a: { command: [x], environment: "NAME:value" } }', /`environment` must be a map, and is the text `NAME:value`: behind a name, there is a colon and a space\.$/],
];

for (const [says, text, message] of refused) {
  test(`refused by name: ${says}`, (t) => assert.throws(() => read(t, text), (error) => (error as { exitCode?: number }).exitCode === 3 && message.test((error as Error).message) || assert.fail(String(error))));
}

test('a file that is not there is one sentence', () => {
  assert.throws(() => readTopology(['/nowhere/docker-compose.yml'], {}), { exitCode: 3, message: /^`\/nowhere\/docker-compose\.yml` cannot be read: ENOENT/ });
});
