// The package, as somebody installs it: in an empty folder, without the repository.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { $ } from 'zx';

import { ROOT } from '../lab/root.ts';
import type { VerdictDocument } from '../verifier/document.ts';
import { ownTemporaryFolder } from './fixtures/tracehop.ts';

test('`npm pack` gives a package that works below node_modules elsewhere', async (t) => {
  const folder = ownTemporaryFolder(t);
  const shell = $({ quiet: true });
  const [tarball] = JSON.parse((await $({ quiet: true, cwd: ROOT })`npm pack --json --pack-destination ${folder}`).stdout) as [{ filename: string; files: { path: string }[] }];
  assert.deepEqual(readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.test.')), [], '`npm test` would run them');
  assert.deepEqual(tarball.files.filter(({ path }) => /\.ts$|test|fixtures|bench/.test(path)), []);

  writeFileSync(join(folder, 'package.json'), '{ "name": "elsewhere", "private": true }');
  await $({ quiet: true, cwd: folder })`npm install --no-audit --no-fund ./${tarball.filename}`;

  assert.equal(existsSync(join(folder, 'node_modules/.bin/node')), false, 'the Node of the repository came along');

  // The shell finds `node` on PATH: put the one that runs this test first.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  const { stdout } = await shell({ cwd: folder, env })`./node_modules/.bin/tracehop lab --collector=embedded --json --html=report.html --junit=junit.xml`;
  const { verdict, tool } = JSON.parse(stdout) as VerdictDocument;
  assert.equal(verdict, 'LINKED');
  assert.match(tool, /^\d+\.\d+\.\d+$/);
  assert.match(readFileSync(join(folder, 'report.html'), 'utf8'), /<title>LINKED: [^]*<style>[^]*<script>[^]/);
  assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /failures="0"/);

  const page = $({ quiet: true, nothrow: true, cwd: folder, env })`exec ./node_modules/.bin/tracehop lab --page --collector=embedded`;
  t.after(() => page.kill('SIGTERM'));
  const url = await new Promise<string>((resolve, reject) => {
    let written = '';
    page.stderr.on('data', (text: Buffer) => { written += text; const found = /The page: (\S+)/.exec(written); if (found) resolve(found[1]!); });
    void page.then(() => reject(new Error(written)));
  });
  const [, entry] = /<script type="module" src="([^"]+)"/.exec(await (await fetch(url)).text())!;
  assert.match(await (await fetch(new URL(entry!, url))).text(), /from '\.\.\/screen\/screen\.js'/);
});
