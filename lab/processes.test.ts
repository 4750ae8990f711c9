import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { chooseCollector } from './collector-choice.ts';
import { readTopology } from './compose-file.ts';
import { ProcessLab } from './processes.ts';
import { until } from './wait.ts';

const PROGRAM = 'console.log("process", process.pid); console.error("no errors"); require("http").createServer((_, answer) => answer.end(String(process.pid))).listen(process.env.PORT, "127.0.0.1")';
const SERVICE = { command: ['node', '-e', PROGRAM], environment: { PORT: 80 }, expose: [80] };

/** `a` is a server that answers with the number of its process; `verify` waits for it. */
async function labOf(t: TestContext): Promise<ProcessLab> {
  const folder = mkdtempSync(join(tmpdir(), 'processes-'));
  const file = join(folder, 'docker-compose.yml');
  const healthcheck = { test: ['CMD', 'curl', '--silent', 'http://127.0.0.1:80'] };
  writeFileSync(file, JSON.stringify({ services: { a: { ...SERVICE, healthcheck }, verify: { command: ['x'], depends_on: { a: { condition: 'service_healthy' } } } } }));
  const lab = await ProcessLab.startFor('verify', readTopology([file], {}), { collector: await chooseCollector('embedded', {}), signal: t.signal });
  t.after(async () => {
    await lab.stop();
    rmSync(folder, { recursive: true });
  });
  return lab;
}

function pidOf(lab: ProcessLab): Promise<number> {
  return until('an answer', async () => {
    const pid = await fetch(`http://${lab.address('a', 80)}`).then((answer) => answer.text(), () => undefined);
    return pid === undefined ? { done: false, saw: 'none' } : { done: true, value: Number(pid) };
  }, { timeout: 5_000 });
}

test('a service that is stopped and started again is another process on the same port', async (t) => {
  const lab = await labOf(t);
  const before = await pidOf(lab);
  await lab.perform({ verb: 'stop', service: 'a' });
  await assert.rejects(fetch(`http://${lab.address('a', 80)}`));
  assert.equal(lab.child('a').end, 'signal SIGTERM');
  await lab.perform({ verb: 'start', service: 'a' });
  assert.notEqual(await pidOf(lab), before);
});

test('what a service wrote is kept over a restart, and one that was never started is not there', async (t) => {
  const lab = await labOf(t);
  const before = await pidOf(lab);
  await lab.perform({ verb: 'restart', service: 'a' });
  const after = await pidOf(lab);
  assert.deepEqual(await lab.written(), new Map([['a', { log: `process ${before}\nprocess ${after}\n`, errors: 'no errors\nno errors\n' }]]));
});

test('a restart is both', async (t) => {
  const lab = await labOf(t);
  const before = await pidOf(lab);
  await lab.perform({ verb: 'restart', service: 'a' });
  assert.notEqual(await pidOf(lab), before);
});

test('a service that runs is not started twice, and one that was killed stays down', async (t) => {
  const lab = await labOf(t);
  const before = await pidOf(lab);
  await lab.perform({ verb: 'start', service: 'a' });
  assert.equal(await pidOf(lab), before);
  await lab.perform({ verb: 'kill', service: 'a' });
  assert.equal(lab.child('a').end, 'signal SIGKILL');
  await assert.rejects(fetch(`http://${lab.address('a', 80)}`));
});

test('nothing is started in a lab that was stopped', async (t) => {
  const lab = await labOf(t);
  await lab.stop();
  await lab.perform({ verb: 'start', service: 'a' });
  assert.notEqual(lab.child('a').end, undefined);
  assert.equal(existsSync(lab.folder), false);
});
