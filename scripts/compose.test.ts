// The lab in real containers: one project for most tests, and a second copy beside it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { composeOf, noEngine, project } from './fixtures/compose.ts';
import { ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import type { LedgerDocument } from '../verifier/ledger.ts';
import { until } from '../lab/wait.ts';

const REQUESTS = 1_500;

describe('the Compose lab', { skip: noEngine, concurrency: 1 }, () => {
  const env = project('lab');
  const shell = composeOf(env);

  before(async () => {
    const { exitCode, stderr } = await shell`docker compose build`;
    assert.equal(exitCode, 0, stderr);
  });
  after(() => shell`docker compose down --volumes --remove-orphans --timeout 1`);

  test('`docker compose up --exit-code-from verify` ends with the verdict', async () => {
    const { exitCode, stdout, stderr } = await shell`docker compose up --no-color --exit-code-from verify`;
    assert.equal(exitCode, 0, stderr + stdout);
    const words = stdout.split('\n').filter((line) => line.startsWith('verify-1'));
    assert.match(words.at(-1)!, /^verify-1 +\| LINKED: service-b joined the trace of service-a: /);
    assert.doesNotMatch(stdout + stderr, /^collector-1 +\|/m);
    assert.ok(words.some((line) => line.includes('OpenTelemetry Collector 0.159.0')));
  });

  test('`docker compose up` stays up after the verdict, until Ctrl+C stops all of it', async (t) => {
    const up = spawn('docker', ['compose', 'up', '--no-color'], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    t.after(() => up.kill('SIGKILL'));
    let written = '';
    up.stdout.setEncoding('utf8').on('data', (text: string) => { written += text; });
    const ended = once(up, 'exit');
    await until('the verdict, and the end of `verify`', () => /LINKED: .*verify-1 exited with code 0/s.test(written) ? { done: true, value: undefined } : { done: false, saw: written }, { timeout: 60_000 });
    const address = (await shell`docker compose port service-a 8081`).stdout.trim();
    assert.equal((await fetch(`http://${address}/call-b`)).status, 200);
    // As a terminal does it: to the whole group.
    process.kill(-up.pid!, 'SIGINT');
    await ended;
    assert.equal((await shell`docker compose ps --status running --services`).stdout.trim(), '');
  });

  test('the lab that stays up answers on the ports that it publishes, on 127.0.0.1 only', async () => {
    const { exitCode, stderr } = await shell`docker compose up --detach --wait service-a service-b collector`;
    assert.equal(exitCode, 0, stderr);
    const published = (await shell`docker compose ps --format ${'{{.Service}} {{.Ports}}'}`).stdout.trim().split('\n').sort();
    assert.equal(published.length, 3);
    assert.doesNotMatch(published[0]!, /->/);
    assert.match(published[1]!, /^service-a 127\.0\.0\.1:\d+->8081\/tcp$/);
    assert.match(published[2]!, /^service-b 127\.0\.0\.1:\d+->8082\/tcp$/);
  });

  test('every container is read-only, without capabilities, and not root', async () => {
    const format = '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.Config.User}}';
    const containers = (await shell`docker compose ps --all --quiet`).stdout.trim().split('\n');
    assert.equal(containers.length, 4);
    for (const line of (await shell`docker inspect --format ${format} ${containers}`).stdout.trim().split('\n')) {
      assert.match(line, /^true \[ALL\] \[no-new-privileges:true\] (node|10001(:10001)?)$/);
    }
  });

  test('`tracehop verify` finds the running lab by itself', async () => {
    const { exitCode, stdout, stderr } = await tracehop(['verify', '--json'], env);
    assert.equal(exitCode, 0, stderr + stdout);
    const { verdict, collector, witnesses } = JSON.parse(stdout) as VerdictDocument;
    assert.deepEqual({ verdict, collector }, { verdict: 'LINKED', collector: { kind: 'docker', version: '0.159.0' } });
    assert.equal(witnesses.sent, witnesses.received);
  });

  test('a restart of the Collector erases nothing, and the next request is linked', async (t) => {
    const copy = join(ownTemporaryFolder(t), 'traces.jsonl');
    const size = async (): Promise<number> => {
      await shell`docker compose cp collector:/output/traces.jsonl ${copy}`;
      return statSync(copy).size;
    };
    const before = await size();
    assert.ok(before > 1_000);
    await shell`docker compose restart collector`;
    assert.ok(await size() >= before);
    const { exitCode, stdout } = await tracehop(['verify', '--json', '--timeout=30'], env);
    assert.equal(exitCode, 0, stdout);
  });

  test('many requests: all linked, and the Collector\'s counters agree', async () => {
    const { exitCode, stdout, stderr } = await tracehop(['verify', '--json', `--requests=${REQUESTS}`, '--concurrency=50'], env);
    assert.equal(exitCode, 0, stderr + stdout);
    const { linked, collector: { accepted, sent, refused, failed } } = JSON.parse(stdout) as LedgerDocument;
    assert.deepEqual({ linked, accepted, sent, refused, failed }, { linked: REQUESTS, accepted: 3 * REQUESTS, sent: 3 * REQUESTS, refused: 0, failed: 0 });
  });

  test('SIGTERM under load: what was answered is linked, the rest has failed, and the service ends with 0', async () => {
    const accepted = async (): Promise<number> => Number(/^otelcol_receiver_accepted_spans\{.*\} (\d+)/m.exec((await shell`docker compose exec -T service-b curl -s http://collector:8888/metrics`).stdout)?.[1]);
    const before = await accepted();
    // So many that they take longer than `docker compose` takes to deliver a signal, on a fast machine too.
    const requests = 20_000;
    const { ended } = start(['verify', '--json', `--requests=${requests}`, '--concurrency=20', '--timeout=30'], env);
    await until('spans at the Collector', async () => {
      const now = await accepted();
      return now > before + 300 ? { done: true, value: undefined } : { done: false, saw: String(now - before) };
    }, { timeout: 60_000 });
    await shell`docker compose kill --signal SIGTERM service-a`;
    const { stdout, stderr } = await ended;
    const { exitCode } = await shell`docker compose wait service-a`;
    const end = (await shell`docker compose logs --no-log-prefix --tail 1 service-a`).stdout;
    await shell`docker compose up --detach --wait service-a`;
    const { linked, broken, missing, failed } = JSON.parse(stdout) as LedgerDocument;
    assert.match(end, /"event":"stopped","lost_spans":0/);
    assert.equal(exitCode, 0);
    assert.deepEqual({ broken, missing }, { broken: 0, missing: 0 }, stderr);
    assert.ok(linked > 0 && failed > 0, `${linked} linked, ${failed} failed: the signal came too early or too late`);
    assert.equal(linked + failed, requests);
  });

  test('B stopped: REQUEST_FAILED', async () => {
    await shell`docker compose stop service-b`;
    const { exitCode, stdout } = await tracehop(['verify', '--json'], env);
    assert.equal(exitCode, 1);
    assert.equal((JSON.parse(stdout) as VerdictDocument).verdict, 'REQUEST_FAILED');
    await shell`docker compose up --detach --wait service-b`;
  });

  test('the Collector stopped: what is missing, and the command that starts it', async () => {
    await shell`docker compose stop collector`;
    const { exitCode, stdout, stderr } = await tracehop(['verify', '--json'], env);
    assert.equal(exitCode, 5);
    assert.equal(stdout, '');
    assert.match(stderr, /The Collector is not running: .*`docker compose start collector`/);
    await shell`docker compose start collector`;
  });

  test('two copies run side by side', async (t) => {
    const other = project('copy');
    t.after(() => composeOf(other)`docker compose down --volumes --remove-orphans --timeout 1`);
    const { exitCode, stderr } = await composeOf(other)`docker compose up --detach --wait service-a service-b collector`;
    assert.equal(exitCode, 0, stderr);
    const runs = await Promise.all([env, other].map((each) => tracehop(['verify', '--json'], each)));
    assert.deepEqual(runs.map((run) => run.exitCode), [0, 0], runs.map((run) => run.stderr).join('\n'));
  });

  test('no lab at all: the command that starts it', async () => {
    const { exitCode, stderr } = await tracehop(['verify'], project('none'));
    assert.equal(exitCode, 5);
    assert.match(stderr, /^The lab is not running\. Start it with `docker compose up --detach`/);
  });
});
