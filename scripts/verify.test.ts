import assert from 'node:assert/strict';
import { appendFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { chooseCollector } from '../lab/collector-choice.ts';
import { readMetrics } from '../lab/collector-metrics.ts';
import { until } from '../lab/wait.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import type { LedgerDocument } from '../verifier/ledger.ts';
import { overrideFile, runningLab } from './fixtures/running-lab.ts';
import { start, tracehop } from './fixtures/tracehop.ts';

const REQUESTS = 2_000;

/** Services that hold their spans back for longer than any test takes. */
const LATE_SPANS = Object.fromEntries(['service-a', 'service-b'].map((name) => [name, { environment: { OTEL_BSP_SCHEDULE_DELAY: 60_000 } }]));

const real = await chooseCollector(undefined, process.env);
const collectors = [
  { kind: 'embedded', option: 'embedded', skip: false },
  { kind: 'otelcol', option: real.command[0]!, skip: real.kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`' },
];

for (const { kind, option, skip } of collectors) {
  test(`many requests with the Collector ${kind}: all linked, and its counters agree`, { skip }, async (t) => {
    const { verify } = await runningLab(t, option);
    const { exitCode, stdout, stderr } = await tracehop([...verify, `--requests=${REQUESTS}`, '--concurrency=50', '--json']);
    assert.equal(exitCode, 0, stderr + stdout);
    const { linked, broken, missing, failed, verdicts, collector } = JSON.parse(stdout) as LedgerDocument;
    assert.deepEqual({ linked, broken, missing, failed, verdicts }, { linked: REQUESTS, broken: 0, missing: 0, failed: 0, verdicts: { LINKED: REQUESTS } });
    const { accepted, refused, sent, failed: notSent } = collector;
    assert.deepEqual({ kind: collector.kind, accepted, refused, sent, notSent }, { kind, accepted: 3 * REQUESTS, refused: 0, sent: 3 * REQUESTS, notSent: 0 });
  });

  test(`SIGTERM under load with the Collector ${kind}: what was answered is linked, the rest has failed`, { skip }, async (t) => {
    const { lab, verify } = await runningLab(t, option);
    const { ended } = start([...verify, `--requests=${REQUESTS}`, '--concurrency=20', '--json', '--timeout=20']);
    await untilServed(lab.address('collector', 8888), 300);
    process.kill(lab.child('service-a').pid!, 'SIGTERM');
    const { stdout, stderr } = await ended;
    const { linked, broken, missing, failed, verdicts } = JSON.parse(stdout) as LedgerDocument;
    assert.deepEqual({ broken, missing }, { broken: 0, missing: 0 }, `${JSON.stringify(verdicts)} ${stderr}`);
    assert.ok(linked > 0 && failed > 0, `${linked} linked, ${failed} failed: the signal came too early or too late`);
    assert.equal(linked + failed, REQUESTS);
    assert.equal(await lab.child('service-a').ended, 'exit code 0');
    assert.match(lab.child('service-a').lastWords(), /"event":"stopped".*"lost_spans":0/);
  });
}

test('B stopped: REQUEST_FAILED', async (t) => {
  const { lab, verify } = await runningLab(t);
  await lab.child('service-b').stop();
  const { exitCode, stdout } = await tracehop([...verify, '--json']);
  assert.equal(exitCode, 1);
  const { verdict, where, linked } = JSON.parse(stdout) as VerdictDocument;
  assert.deepEqual({ verdict, where, linked }, { verdict: 'REQUEST_FAILED', where: 'request', linked: false });
});

test('A stopped: REQUEST_FAILED, in curl\'s words', async (t) => {
  const { lab, verify } = await runningLab(t);
  await lab.child('service-a').stop();
  const { exitCode, stdout } = await tracehop([...verify, '--json']);
  assert.equal(exitCode, 1);
  const { verdict, summary } = JSON.parse(stdout) as VerdictDocument;
  assert.equal(verdict, 'REQUEST_FAILED');
  assert.match(summary, /curl: \(7\)/);
});

test('the Collector stopped: the environment\'s fault, and what to do', async (t) => {
  const { lab, verify } = await runningLab(t);
  await lab.child('collector').stop();
  const { exitCode, stdout, stderr } = await tracehop([...verify, '--json', '--timeout=1']);
  assert.equal(exitCode, 5);
  assert.equal(stdout, '');
  assert.match(stderr, /The Collector does not answer at http:\S+: .*ECONNREFUSED.* Start it, then run this command again\./);
});

test('the Collector not to be asked, and spans that can still come: so it says at the deadline', async (t) => {
  const { lab, verify } = await runningLab(t, 'embedded', [overrideFile(t, LATE_SPANS)]);
  await lab.child('collector').stop();
  const { exitCode, stdout } = await tracehop([...verify.filter((word) => !/^--(health|counters)/.test(word)), '--json', '--timeout=3']);
  assert.equal(exitCode, 4);
  const { verdict } = JSON.parse(stdout) as VerdictDocument;
  assert.equal(verdict, 'STILL_ARRIVING');
});

test('spans of other requests, and lines that are no spans, do not change the verdict', async (t) => {
  const { lab, verify } = await runningLab(t);
  const file = join(lab.folder, 'traces', 'traces.jsonl');
  await tracehop([...verify, '--requests=5']);
  await appendFile(file, 'not a span\n');
  const { exitCode, stdout } = await tracehop([...verify, '--json']);
  assert.equal(exitCode, 0);
  assert.equal((JSON.parse(stdout) as VerdictDocument).spans.length, 3);
});

test('the reader\'s proxy is not asked', async (t) => {
  const { verify } = await runningLab(t);
  const proxied = Object.fromEntries(['HTTP_PROXY', 'http_proxy'].map((name) => [name, 'http://127.0.0.1:2']));
  const { exitCode, stdout, stderr } = await tracehop([...verify, '--requests=2', '--json'], { ...proxied, NODE_USE_ENV_PROXY: '1', no_proxy: 'elsewhere' });
  assert.equal(exitCode, 0, stderr);
  assert.equal((JSON.parse(stdout) as LedgerDocument).collector.accepted, 6);
});

test('a file that was emptied before the run is no fault', async (t) => {
  const { lab, verify } = await runningLab(t);
  await tracehop(verify);
  await truncate(join(lab.folder, 'traces', 'traces.jsonl'));
  const { exitCode } = await tracehop(verify);
  assert.equal(exitCode, 0);
});

test('interrupted while it waits: exit code 130, and no stack', async (t) => {
  const { lab, verify } = await runningLab(t, 'embedded', [overrideFile(t, LATE_SPANS)]);
  await lab.child('collector').stop();
  const { child, ended, says } = start([...verify.filter((word) => !word.startsWith('--health')), '--timeout=60']);
  await says(/curl /);
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await ended;
  assert.equal(exitCode, 130);
  assert.equal(stdout, '');
  assert.doesNotMatch(stderr, /at .*\.ts/);
});

async function untilServed(metrics: string, spans: number): Promise<void> {
  await until(`${spans} spans at the Collector`, async () => {
    const { accepted } = readMetrics(await (await fetch(`http://${metrics}/metrics`)).text());
    return accepted >= spans ? { done: true, value: undefined } : { done: false, saw: `${accepted}` };
  }, { timeout: 20_000, every: 10 });
}
