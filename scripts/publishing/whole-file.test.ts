import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { linkSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { text } from 'node:stream/consumers';

import { writeWhole } from './whole-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'whole-file-'));
after(() => rmSync(folder, { recursive: true }));

test('a new file has the text, and nothing stands beside it', () => {
  const file = join(folder, 'new');
  writeWhole(file, 'text');
  assert.equal(readFileSync(file, 'utf8'), 'text');
  assert.deepEqual(readdirSync(folder), ['new']);
});

test('in the place of a file that was there comes another, for those who may read it: who reads the old one has all of it', () => {
  const [file, old] = [join(folder, 'there'), join(folder, 'old')];
  writeFileSync(file, 'the old text', { mode: 0o600 });
  linkSync(file, old);
  writeWhole(file, 'new');
  assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(old, 'utf8'), statSync(file).mode & 0o777], ['new', 'the old text', 0o600]);
});

test('a link stays one: the file that it leads to is written', () => {
  const [file, link] = [join(folder, 'led to'), join(folder, 'link')];
  writeFileSync(file, 'old');
  symlinkSync('led to', link);
  writeWhole(link, 'new');
  assert.deepEqual([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink()], ['new', true]);
});

test('a pipe is written into', { timeout: 10_000 }, async (t) => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe]);
  t.after(() => reader.kill());
  writeWhole(pipe, 'text');
  assert.equal(await text(reader.stdout), 'text');
});

test('what cannot be written is one sentence, and what was there stays', () => {
  const file = join(folder, 'x'.repeat(250));
  writeFileSync(file, 'old');
  assert.throws(() => writeWhole(file, 'new'), { exitCode: 5, message: `\`${file}\` cannot be written: ENAMETOOLONG: name too long.` });
  assert.equal(readFileSync(file, 'utf8'), 'old');
});
