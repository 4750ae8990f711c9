import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';

import { chooseCollector } from '../lab/collector-choice.ts';
import { ROOT } from '../lab/root.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import { assertNothingLeft, ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';

const real = await chooseCollector(undefined, process.env);
const collectors = [
  { kind: 'embedded', option: 'embedded', skip: false },
  { kind: 'otelcol', option: real.command[0]!, skip: real.kind === 'embedded' && 'no OpenTelemetry Collector was found: put one on PATH, or run `npm run collector:build`' },
];

for (const { kind, option, skip } of collectors) {
  test(`the lab with the Collector ${kind}: one JSON document that says LINKED, and nothing is left`, { skip }, async (t) => {
    const TMPDIR = ownTemporaryFolder(t);
    const { exitCode, stdout, stderr } = await tracehop(['lab', `--collector=${option}`, '--json'], { TMPDIR });
    assert.equal(exitCode, 0, stderr);
    const document = JSON.parse(stdout) as VerdictDocument;
    assert.equal(document.schema, 'tracehop.verdict/1');
    assert.equal(document.verdict, 'LINKED');
    assert.equal(document.collector.kind, kind);
    assert.equal(document.spans.length, 3);
    assert.deepEqual(document.checks.filter(({ pass }) => !pass), []);
    assert.equal(document.checks.length, 13);
    assertNothingLeft(TMPDIR);
  });
}

test('the text ends with the verdict, and names the embedded collector', async (t) => {
  const { exitCode, stdout } = await tracehop(['lab', '--collector=embedded'], { TMPDIR: ownTemporaryFolder(t) });
  assert.equal(exitCode, 0);
  assert.match(stdout, /embedded collector/);
  assert.match(stdout.trim().split('\n').at(-1)!, /^LINKED: service-b joined the trace of service-a: /);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`--keep: the lab stays up and can be played with, until ${signal} stops all of it`, async (t) => {
    const TMPDIR = ownTemporaryFolder(t);
    const { child, ended, says } = start(['lab', '--keep', '--collector=embedded'], { TMPDIR });
    t.after(() => child.kill('SIGTERM'));
    const [, url] = await says(/curl (http:\S+\/call-b)/);
    await says(/stays up/);
    assert.equal((await fetch(url!)).status, 200);
    const [, words] = await says(/npm run verify -- (.*)/);
    assert.equal((await tracehop(['verify', ...words!.split(' ')])).exitCode, 0);
    child.kill(signal);
    assert.equal((await ended).exitCode, 130);
    await assert.rejects(fetch(url!));
    assertNothingLeft(TMPDIR);
  });
}

test('SIGTERM to npm stops the lab too', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  // npm's own compile cache would be in the temporary folder too, and is not the lab's.
  const env = { ...process.env, TMPDIR, NODE_DISABLE_COMPILE_CACHE: '1' };
  const npm = spawn('npm', ['start', '--', '--keep', '--collector=embedded'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => npm.kill('SIGTERM'));
  let written = '';
  for await (const text of npm.stderr.setEncoding('utf8') as AsyncIterable<string>) {
    written += text;
    if (written.includes('stays up')) npm.kill('SIGTERM');
  }
  // Standard error is closed when the last process that holds it has ended.
  assert.match(written, /stays up/);
  assertNothingLeft(TMPDIR);
});

test('an interruption while the lab starts leaves nothing', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  // `--keep`: it would not end by itself, however late the signal came.
  const { child, ended, says } = start(['lab', '--keep', '--collector=embedded'], { TMPDIR });
  await says(/Starting/);
  child.kill('SIGINT');
  const { exitCode, stderr } = await ended;
  assert.equal(exitCode, 130);
  assert.doesNotMatch(stderr, /Error|at .*\.ts/);
  assertNothingLeft(TMPDIR);
});

test('labs side by side do not get in each other\'s way', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const runs = await Promise.all([1, 2, 3].map(() => tracehop(['lab', '--collector=embedded', '--json'], { TMPDIR })));
  assert.deepEqual(runs.map(({ exitCode }) => exitCode), [0, 0, 0], runs.map(({ stderr }) => stderr).join('\n'));
  assertNothingLeft(TMPDIR);
});

test('a Collector that does not start is the environment\'s fault, in its own words', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { exitCode, stdout, stderr } = await tracehop(['lab'], { TMPDIR, OTELCOL_BIN: '/bin/false' });
  assert.equal(exitCode, 5);
  assert.equal(stdout, '');
  assert.match(stderr, /The Collector ended with exit code 1\./);
  assert.doesNotMatch(stderr, /at .*\.ts/);
  assertNothingLeft(TMPDIR);
});

for (const path of ['/nowhere/otelcol', ROOT]) {
  test(`a Collector that is no program is named: ${path}`, async () => {
    const { exitCode, stderr } = await tracehop(['lab', `--collector=${path}`]);
    assert.equal(exitCode, 5);
    assert.equal(stderr, `--collector names \`${path}\`, which is not a program. Give the path of an OpenTelemetry Collector, or \`embedded\`.\n`);
  });
}

test('without curl, the lab says so and stops', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { exitCode, stderr } = await tracehop(['lab', '--collector=embedded'], { TMPDIR, PATH: TMPDIR });
  assert.equal(exitCode, 5);
  assert.match(stderr, /`curl` is not installed/);
  assertNothingLeft(TMPDIR);
});

test('without a place for temporary files, the lab says so', async () => {
  const { exitCode, stderr } = await tracehop(['lab', '--collector=embedded'], { TMPDIR: '/nowhere' });
  assert.equal(exitCode, 5);
  assert.match(stderr, /No temporary folder can be made in `\/nowhere`/);
  assert.doesNotMatch(stderr, /at .*\.ts/);
});

test('a reader that goes away early leaves nothing running', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { child, ended } = start(['lab', '--collector=embedded'], { TMPDIR });
  child.stdout!.destroy();
  assert.equal((await ended).exitCode, 0);
  assertNothingLeft(TMPDIR);
});

test('--scenario explains what is broken, reports the verdict, and says whether it is the expected one', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { exitCode, stdout } = await tracehop(['lab', '--collector=embedded', '--scenario=proxy-strips-header'], { TMPDIR });
  assert.equal(exitCode, 1, 'the exit code is the verdict\'s own');
  assert.match(stdout, /^proxy-strips-header: A proxy removes the header\nA proxy between/);
  assert.deepEqual(stdout.trim().split('\n').slice(-2).map((line) => line.split(': ')[0]), ['HEADER_STRIPPED', '✓ as expected']);
  assertNothingLeft(TMPDIR);
});

test('--scenario that is not there is wrong usage, and the nearest one is named', async () => {
  const { exitCode, stderr } = await tracehop(['lab', '--scenario=proxy-strip-header']);
  assert.equal(exitCode, 2);
  assert.match(stderr, /Did you mean `proxy-strips-header`\?/);
});

test('--scenario that needs a real Collector is refused without one', async () => {
  const { exitCode, stderr } = await tracehop(['lab', '--collector=embedded', '--scenario=collector-filters-client-spans']);
  assert.equal(exitCode, 5);
  assert.match(stderr, /`collector-filters-client-spans` cannot be shown: it takes the processors of a real Collector/);
});
