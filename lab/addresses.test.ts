import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Placement, placed } from './addresses.ts';
import type { Service } from './topology.ts';

const placement: Placement = {
  ports: new Map([
    ['service-a', new Map([[8081, 21001]])],
    ['service-b', new Map([[8082, 21002], [80, 21003]])],
    ['collector', new Map([[4318, 21004]])],
  ]),
  folders: new Map([['traces', '/tmp/lab/traces']]),
};

const serviceA: Service = {
  name: 'service-a', command: [], environment: {}, ports: [8081], dependsOn: [], healthTest: undefined,
  volumes: [{ source: 'traces', target: '/output', readOnly: false }, { source: '/srv/settings', target: '/settings', readOnly: true }],
};

function commandOf(word: string): string | undefined {
  return placed({ ...serviceA, command: [word] }, placement).command[0];
}

const rewritten: [says: string, from: string, to: string][] = [
  ['another service by name and port', 'http://service-b:8082/work', 'http://127.0.0.1:21002/work'],
  ['the address inside an option', '--endpoint=collector:4318', '--endpoint=127.0.0.1:21004'],
  ['a URL without a port', 'http://service-b/work', 'http://127.0.0.1:21003/work'],
  ['the service itself by loopback', 'http://127.0.0.1:8081/health', 'http://127.0.0.1:21001/health'],
  ['every interface with a port', '0.0.0.0:8081', '127.0.0.1:21001'],
  ['every interface', '0.0.0.0', '127.0.0.1'],
  ['two addresses in one text', 'collector:4318,service-b:8082', '127.0.0.1:21004,127.0.0.1:21002'],
  ['a port that nobody declares, which is closed', 'http://service-b:9999/work', 'http://127.0.0.1:2/work'],
  ['a loopback port of another service, which is closed in this one\'s container', 'http://127.0.0.1:8082/', 'http://127.0.0.1:2/'],
  ['a path in a volume', '--traces=/output/traces.jsonl', '--traces=/tmp/lab/traces/traces.jsonl'],
  ['the volume itself', '/output', '/tmp/lab/traces'],
  ['a path in a bound folder', '/settings/a.yaml', '/srv/settings/a.yaml'],
];

for (const [says, from, to] of rewritten) {
  test(`rewritten: ${says}`, () => assert.equal(commandOf(from), to));
}

const kept = [
  'service-b', 'my-service-b:8082', 'service-b.example:8082', 'http://elsewhere:8082/', 'service-a,service-b', '12:30', '/outputs/x', '/data/output/x', 'a/output',
];

for (const text of kept) {
  test(`kept as it is: ${text}`, () => assert.equal(commandOf(text), text));
}

test('a variable named PORT or …_PORT gets the service\'s own port; other numbers stay', () => {
  const environment = { PORT: '8081', METRICS_PORT: '8081', OTHER_PORT: '9', DELAY: '8081' };
  assert.deepEqual(placed({ ...serviceA, environment }, placement).environment, { PORT: '21001', METRICS_PORT: '21001', OTHER_PORT: '9', DELAY: '8081' });
});

test('the health test is rewritten too', () => {
  const healthTest = ['CMD', 'curl', 'http://127.0.0.1:8081/health'];
  assert.deepEqual(placed({ ...serviceA, healthTest }, placement).healthTest, ['CMD', 'curl', 'http://127.0.0.1:21001/health']);
});
