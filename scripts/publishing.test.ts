// What the commands write for others: each command once, as it is run.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { $ } from 'zx';

import { ROOT } from '../lab/root.ts';
import { assertNothingLeft, ownTemporaryFolder, start, tracehop } from './fixtures/tracehop.ts';

/** What each gives: its exit code, the title of its report, how many cases its JUnit report has, and of these fail; how its summary begins. */
const COMMANDS: { words: string[]; exits: number; title: RegExp; junit?: [tests: number, failures: number]; summary?: RegExp }[] = [
  { words: ['check', 'check/examples/stripped.jsonl'], exits: 1, title: /NOT LINKED/, junit: [3, 1], summary: /^### Check: NOT LINKED\n[^]*\nsequenceDiagram\n/ },
  { words: ['check', 'check/examples/whole.jsonl'], exits: 0, title: /LINKED/, junit: [4, 0], summary: /^### Check: LINKED\n/ },
  { words: ['lab', '--collector=embedded', '--scenario', 'proxy-strips-header'], exits: 1, title: /HEADER_STRIPPED: service-a → service-b/, junit: [12, 4], summary: /^### HEADER_STRIPPED: service-a → service-b\n[^]*\nsequenceDiagram\n/ },
  { words: ['scenario', 'run', 'healthy', '--collector=embedded'], exits: 0, title: /1 of 1 scenarios as expected/, junit: [1, 0], summary: /^### Gallery: 1 of 1 scenarios as expected\n/ },
  { words: ['scenario', 'list'], exits: 0, title: /\d+ scenarios/ },
  { words: ['workshop', 'list'], exits: 0, title: /of 16 labs solved/ },
  { words: ['workshop', 'check', '2', '--collector=embedded', '--dir', 'workshop/02-lost-header/solution'], exits: 0, title: /SOLVED: 02-lost-header/, junit: [2, 0] },
];

for (const { words, exits, title, junit, summary } of COMMANDS) {
  test(`publishes what it found: ${words.join(' ')}`, { timeout: 60_000 }, async (t) => {
    const folder = ownTemporaryFolder(t);
    const [html, xml, markdown] = ['report.html', 'junit.xml', 'summary.md'].map((name) => join(folder, name)) as [string, string, string];
    const asked = ['--html', html, ...junit ? ['--junit', xml] : [], ...summary ? ['--github'] : []];
    const { exitCode, stdout, stderr } = await tracehop([...words, '--json', ...asked], { GITHUB_STEP_SUMMARY: markdown });
    assert.equal(exitCode, exits, stderr);
    assert.doesNotThrow(() => JSON.parse(stdout));
    assert.match(/<title>(.*)<\/title>/.exec(readFileSync(html, 'utf8'))![1]!, title);
    if (junit) assert.match(readFileSync(xml, 'utf8'), new RegExp(`<testsuites tests="${junit[0]}" failures="${junit[1]}"`));
    if (summary) assert.match(readFileSync(markdown, 'utf8'), summary);
    assert.equal(/^::error /m.test(stderr), summary !== undefined && exits === 1);
    assert.deepEqual(readdirSync(folder).sort(), ['report.html', ...junit ? ['junit.xml'] : [], ...summary ? ['summary.md'] : []].sort());
  });
}

test('under GitHub Actions, annotations and a step summary come by themselves, after what is there', async (t) => {
  const summary = join(ownTemporaryFolder(t), 'summary.md');
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  for (const _ of [1, 2]) assert.match((await tracehop(['check', '--quiet', 'check/examples/stripped.jsonl'], environment)).stderr, /^::error title=broken%3A service-a -> service-b::/);
  assert.equal(readFileSync(summary, 'utf8').match(/^### Check/gm)!.length, 2);
  assert.equal((await tracehop(['check', '--quiet', 'check/examples/stripped.jsonl'])).stderr, '');
});

test('where a report cannot be written, the result is printed all the same, and one sentence', async (t) => {
  const file = join(ownTemporaryFolder(t), 'x'.repeat(250));
  const { exitCode, stdout, stderr } = await tracehop(['check', '--quiet', 'check/examples/whole.jsonl', '--html', file]);
  assert.deepEqual([exitCode, stdout.split(':')[0], stderr], [5, 'LINKED', `\`${file}\` cannot be written: ENAMETOOLONG: name too long.\n`]);
});

test('where there is no room for a report, no part of it stays', async (t) => {
  const folder = ownTemporaryFolder(t);
  const words = [process.execPath, 'scripts/tracehop.ts', 'check', '--quiet', 'check/examples/whole.jsonl', '--html', join(folder, 'report.html')];
  const { exitCode, stderr } = await $({ cwd: ROOT, quiet: true, nothrow: true, env: { ...process.env, GITHUB_ACTIONS: undefined } })`ulimit -f 8; ${words}`;
  assert.deepEqual([exitCode, stderr], [5, `\`${join(folder, 'report.html')}\` cannot be written: EFBIG: file too large.\n`]);
  assert.deepEqual(readdirSync(folder), []);
});

test('files that are followed are reported at the end', async (t) => {
  const folder = ownTemporaryFolder(t);
  const html = join(folder, 'report.html');
  const { child, ended, says } = start(['check', '--follow', 'check/examples/stripped.jsonl', '--html', html]);
  t.after(() => child.kill('SIGKILL'));
  await says(/Judging again/);
  assert.equal(existsSync(html), false);
  child.kill('SIGINT');
  assert.equal((await ended).exitCode, 130);
  assert.match(readFileSync(html, 'utf8'), /<title>NOT LINKED/);
});

test('a run that is interrupted before there is a verdict writes nothing', async (t) => {
  const [TMPDIR, folder] = [ownTemporaryFolder(t), ownTemporaryFolder(t)];
  const { child, ended, says } = start(['lab', '--collector=embedded', '--scenario', 'callee-exporter-slow-batch', '--html', join(folder, 'report.html'), '--junit', join(folder, 'junit.xml')], { TMPDIR });
  t.after(() => child.kill('SIGKILL'));
  await says(/Sending one request/);
  child.kill('SIGINT');
  assert.equal((await ended).exitCode, 130);
  assert.deepEqual(readdirSync(folder), []);
  assertNothingLeft(TMPDIR);
});
