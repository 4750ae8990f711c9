// The page about check, run from its text: each command that it shows, and the output that it shows for it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { $ } from 'zx';

import { ROOT } from '../../lab/root.ts';
import { difference } from '../workshop/mask.ts';
import { type CommandStep, readPage } from '../workshop/page.ts';

const { steps, misfits } = readPage(readFileSync(join(ROOT, 'check/README.md'), 'utf8'));
const commands = steps.filter((step): step is CommandStep => 'command' in step);

test('every output of the page has a command, and every command an output', () => {
  assert.deepEqual(misfits, []);
  assert.ok(commands.length >= 4);
  assert.deepEqual(commands.filter(({ output }) => output === undefined), []);
});

const shell = $({ cwd: ROOT, quiet: true, nothrow: true, env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: undefined } });
for (const { command, output = '' } of commands) {
  test(command, { timeout: 30_000 }, async () => assert.equal(difference(output, (await shell`sh -c ${`exec 2>&1; ${command}`}`).stdout), undefined));
}
