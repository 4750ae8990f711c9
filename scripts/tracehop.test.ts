import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { which } from 'zx';

import { ROOT } from '../lab/root.ts';
import { tracehop } from './fixtures/tracehop.ts';

const misuses: [words: string[], says: RegExp][] = [
  [['verfy'], /unknown command 'verfy'[^]*Did you mean verify\?/],
  [['lab', '--jsno'], /unknown option '--jsno'[^]*Did you mean --json\?/],
  [['verify', '--requests', 'many'], /whole number from 1 to 10000000/],
  [['verify', '--requests', '0'], /whole number/],
  [['verify', '--concurrency', '1.5'], /whole number/],
  [['verify', '--timeout', '-1'], /number of seconds/],
  [['verify', '--url', 'ftp://127.0.0.1'], /http:\/\/ or https:\/\//],
  [['verify', '--raw', 'raw.jsonl'], /give that too/],
  [['verify', '--edge', 'service-a'], /two services: 'service-a -> service-b'/],
  [['verify', '--alive', 'service-a'], /SERVICE=URL/],
  [['verify', '--probe', 'b4'], /Allowed choices are tracecontext, b3, b3multi, jaeger, xray/],
  [['verify', '--trace-id', '0'.repeat(32)], /32 hexadecimal digits/],
  [['check'], /missing required argument 'file'/],
  [['check', '--egde', 'a -> b', 'x'], /unknown option '--egde'[^]*Did you mean --edge\?/],
  [['check', '--edge', 'service-a', 'x'], /two services: 'service-a -> service-b', with ! or ~ in front/],
  [['check', '--trace', 'abc', 'x'], /32 hexadecimal digits/],
  [['check', '--top', 'all', 'x'], /whole number/],
  [['scenario', 'rum'], /unknown command 'rum'[^]*Did you mean run\?/],
  [['scenario', 'run'], /Name the scenarios that are to be run, or say --all/],
  [['scenario', 'run', '--all', 'healthy'], /Name the scenarios that are to be run, or say --all/],
  [['scenario', 'run', '--all', '--docker', '--collector=embedded'], /cannot be used with/],
  [['lab', 'too', 'many'], /too many arguments/],
  [['lab', '--page', '--html', 'report.html'], /cannot be used with/],
  [['scenario', 'list', '--junit', 'x.xml'], /unknown option '--junit'/],
  [['verify', '--html', '/nowhere/report.html'], /^--html names `\/nowhere\/report\.html`, whose folder does not exist\.$/m],
  [['check', '--junit', '.', 'x'], /^--junit names `\.`, which is not a file\.$/m],
  [['check', '--html', 'check/examples/whole.jsonl', 'check/examples/whole.jsonl'], /^--html names `check\/examples\/whole\.jsonl`, which is no report: it would be lost\.$/m],
  [['check', '--junit', 'package.json', 'x'], /^--junit names `package\.json`, which is no report: it would be lost\.$/m],
  [['workshop', 'check', '--html', ''], /^--html names ``, which is not a file\.$/m],
  [['scenario', 'run', 'healthy', '--html', 'x', '--junit', './x'], /^--html and --junit both name `x`\.$/m],
  [['workshop', 'chek'], /There is no command `workshop chek`\. Did you mean `check`\?\n {4}> npm run workshop -- check$/m],
  [['workshop', 'strat', '2'], /Did you mean `start`\?\n {4}> npm run workshop -- start 2$/m],
  [['workshop', 'start'], /missing required argument 'lab'\n {4}> npm run workshop$/m],
  [['workshop', 'start', '99'], /^There is no lab `99`\.\n {4}> npm run workshop$/m],
  [['workshop', 'check', '--docker', '--collector=embedded'], /cannot be used with/],
];

for (const [words, says] of misuses) {
  test(`wrong usage is one message and exit code 2: ${words.join(' ')}`, async () => {
    const { exitCode, stdout, stderr } = await tracehop(words);
    assert.equal(exitCode, 2);
    assert.equal(stdout, '');
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /at .*\.ts/);
  });
}

/** Without a word, and each of the others. */
const WORKSHOP = [[], ['list'], ['start'], ['check'], ['watch'], ['hint'], ['solution'], ['reset'], ['selfcheck']];

for (const words of [['--help'], ['lab', '--help'], ['verify', '--help'], ['xray', '--help'], ['page', '--help'], ['check', '--help'], ['scenario', '--help'], ['scenario', 'list', '--help'], ['scenario', 'run', '--help'], ...WORKSHOP.map((words) => ['workshop', ...words, '--help'])]) {
  test(`${words.join(' ')} is one screen`, async () => {
    const { exitCode, stdout } = await tracehop(words);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: tracehop/);
    assert.ok(stdout.split('\n').length <= 24);
  });
}

test('--version prints the version alone', async () => {
  const { exitCode, stdout } = await tracehop(['--version']);
  assert.equal(exitCode, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

const noSpanFiles: [file: string, says: string][] = [
  ['/nowhere/traces.jsonl', 'The folder of the span file `/nowhere/traces.jsonl` does not exist.\n'],
  [ROOT, `The span file \`${ROOT}\` is not a file.\n`],
  [devNull, `The span file \`${devNull}\` is not a file.\n`],
  ['', 'The span file `` is not a file.\n'],
];

for (const [file, says] of noSpanFiles) {
  test(`a span file that cannot be one is unreadable input: '${file}'`, async () => {
    const { exitCode, stderr } = await tracehop(['verify', '--traces', file]);
    assert.equal(exitCode, 3);
    assert.equal(stderr, says);
  });
}

test('a Node that is too old is told so, and nothing else is tried', async (t) => {
  const old = which.sync('node', { all: true, nothrow: true })?.find((node) => /^v(?:1\d|20|21)\./.test(execFileSync(node, ['--version'], { encoding: 'utf8' })));
  if (old === undefined) return t.skip('there is no older Node on PATH');
  const { status, stderr } = spawnSync(old, [join(ROOT, 'bin/tracehop'), 'check', 'x'], { encoding: 'utf8' });
  assert.equal(status, 5);
  assert.match(stderr, /^tracehop needs Node 22\.18 or newer, and this is v\d+\.\d+\.\d+\. In a checkout, npm scripts bring their own: npm start, npm run verify\.\n$/);
});
