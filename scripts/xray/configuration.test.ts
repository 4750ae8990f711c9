import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from '../../lab/wait.ts';
import { NO_EXPECTATIONS } from '../../xray/expectations.ts';
import { assertNothingLeft, ownTemporaryFolder, start, tracehop } from '../fixtures/tracehop.ts';
import { expectationsBeside } from './configuration.ts';

const OWN = 'collector/config.yaml';

const NO_COLLECTORS: [says: string, script: string, code: number, message: RegExp][] = [
  ['prints nothing', 'exit 0', 5, /^`.*` prints something else than a configuration: is it an OpenTelemetry Collector\?\n$/],
  ['prints what is not YAML', 'echo "a: [ b: }"', 5, /^`.*` prints something else than a configuration/],
  ['fails without a word', 'exit 7', 3, /refuses the configuration:\nIt ended with exit code 7, and wrote nothing\.\n$/],
];

for (const [says, script, code, message] of NO_COLLECTORS) {
  test(`a program that ${says} is no Collector`, async (t) => {
    const program = join(ownTemporaryFolder(t), 'collector');
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const { exitCode, stderr } = await tracehop(['xray', OWN, '--collector', program]);
    assert.equal(exitCode, code, stderr);
    assert.match(stderr, message);
  });
}

test('interrupted while a program does not answer, it takes away what it started', { timeout: 30_000 }, async (t) => {
  const folder = ownTemporaryFolder(t);
  const [program, asked] = ['collector', 'asked'].map((name) => join(ownTemporaryFolder(t), name)) as [string, string];
  writeFileSync(program, `#!/bin/sh\ntouch ${asked}\nexec sleep 60\n`, { mode: 0o755 });
  const { child, ended } = start(['xray', OWN, '--collector', program], { TMPDIR: folder });
  await until('the program to be asked', () => existsSync(asked) ? { done: true, value: undefined } : { done: false, saw: 'nothing' }, { timeout: 20_000 });
  child.kill('SIGINT');
  assert.equal((await ended).exitCode, 130);
  assertNothingLeft(folder);
});

test('where no temporary folder can be made, the message says where', async (t) => {
  const folder = join(ownTemporaryFolder(t), 'not-there');
  const { exitCode, stderr } = await tracehop(['xray', OWN], { TMPDIR: folder });
  assert.equal(exitCode, 5);
  assert.match(stderr, /^No temporary folder can be made in `.*\/not-there`: ENOENT: .*\. Set TMPDIR, or name a folder with --keep\.\n$/);
});

test('a file of rules beside the configuration that has a part for `check` alone expects nothing of it, unless it is named', (t) => {
  const folder = ownTemporaryFolder(t);
  const [config, file, told] = [join(folder, 'config.yaml'), join(folder, 'tracehop.yaml'), [] as unknown[]];
  writeFileSync(file, 'check: { orphans: 0 }');
  assert.deepEqual([expectationsBeside(config, undefined, (event) => told.push(event)), told], [NO_EXPECTATIONS, []]);
  assert.throws(() => expectationsBeside(config, file, () => undefined), /expects nothing/);
});
