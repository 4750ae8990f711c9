// How far `check` is, on a terminal that `script` makes: a bar where it takes longer than a second, and where somebody looks.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';

import { ROOT } from '../../lab/root.ts';
import { until } from '../../lab/wait.ts';
import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { HOP } from './fixtures.ts';

const BAR = /\d+% · /;
const BLANK = `${' '.repeat(10_000)}\n`;
const noTerminal = spawnSync('script', ['--version']).error !== undefined && '`script` is not there, which makes a terminal';

describe('how far it is', { concurrency: 3 }, () => {
  test('is shown on a terminal, after a second', { skip: noTerminal }, async (t) => {
    const { pipe, ended, written } = slowly(t, { CI: undefined, TERM: 'xterm' });
    await until('a bar', () => {
      writeSync(pipe, BLANK);
      return BAR.test(written()) ? { done: true, value: undefined } : { done: false, saw: written() };
    }, { timeout: 20_000 });
    await finish(pipe, ended);
    assert.match(written(), /\d MB · \d+ spans/);
    assert.match(written(), /LINKED.*: every hop/);
  });

  for (const [says, env] of [['in CI', { CI: '1', TERM: 'xterm' }], ['on a dumb terminal', { CI: undefined, TERM: 'dumb' }]] as const) {
    test(`is not shown ${says}`, { skip: noTerminal }, async (t) => {
      const { pipe, ended, written } = slowly(t, env);
      const began = performance.now();
      await until('two seconds of input', () => {
        writeSync(pipe, BLANK);
        return performance.now() - began > 2_000 ? { done: true, value: undefined } : { done: false, saw: 'less' };
      }, { timeout: 20_000 });
      await finish(pipe, ended);
      assert.doesNotMatch(written(), BAR);
      assert.match(written(), /LINKED.*: every hop/);
    });
  }
});

/** On a terminal, with a pipe into which the hop was written, and more may be. */
function slowly(t: TestContext, env: NodeJS.ProcessEnv): { pipe: number; ended: Promise<unknown>; written: () => string } {
  const path = join(ownTemporaryFolder(t), 'pipe');
  execFileSync('mkfifo', [path]);
  const child = spawn('script', ['-qec', `'${process.execPath}' scripts/tracehop.ts check '${path}'`, '/dev/null'], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (each: string) => { text += each; });
  const pipe = openSync(path, constants.O_RDWR);
  writeSync(pipe, HOP);
  t.after(() => child.kill());
  return { pipe, ended: new Promise((resolve) => child.once('close', resolve)), written: () => text };
}

async function finish(pipe: number, ended: Promise<unknown>): Promise<void> {
  closeSync(pipe);
  await ended;
}
