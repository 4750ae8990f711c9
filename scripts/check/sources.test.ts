import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { Problem } from '../../lab/problem.ts';
import { sourcesOf, unreadable } from './sources.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'sources-'));
after(() => rmSync(ROOT, { recursive: true }));

const at = (...names: string[]): string => join(ROOT, ...names);
const pathsOf = (...args: string[]): string[] => sourcesOf(args).map(({ path }) => path);

mkdirSync(at('set', 'inner'), { recursive: true });
mkdirSync(at('none'));
for (const name of ['traces-10.jsonl', 'traces-9.jsonl', 'traces-2026-01-02.jsonl', '.hidden', 'tracehop.yaml', 'inner/deep.jsonl']) writeFileSync(at('set', name), 'text');
writeFileSync(at('[odd].jsonl'), '');
symlinkSync(at('set', 'traces-9.jsonl'), at('link'));
symlinkSync(at('nowhere'), at('dangling'));
symlinkSync(at('circle'), at('circle'));
execFileSync('mkfifo', [at('pipe')]);

test('a file is itself, with its size', () => {
  assert.deepEqual(sourcesOf([at('set', 'traces-9.jsonl')]), [{ path: at('set', 'traces-9.jsonl'), kind: 'file', size: 4 }]);
});

test('what is piped in is `-`', () => assert.deepEqual(sourcesOf(['-']), [{ path: '-', kind: 'stdin', size: undefined }]));

const IN_ORDER = ['traces-9.jsonl', 'traces-10.jsonl', 'traces-2026-01-02.jsonl'].map((name) => at('set', name));

test('a folder is its files in their natural order, without hidden ones, rules and other folders', () => assert.deepEqual(pathsOf(at('set')), IN_ORDER));

test('a pattern is the files that it matches', () => {
  assert.deepEqual(pathsOf(at('set', '*.jsonl')), IN_ORDER);
  assert.deepEqual(pathsOf(at('set', 'traces-?.jsonl')), IN_ORDER.slice(0, 1));
  assert.deepEqual(pathsOf(at('set', 'traces-[0-8]*')), IN_ORDER.slice(1));
  assert.deepEqual(pathsOf(at('**', 'deep.jsonl')), [at('set', 'inner', 'deep.jsonl')]);
});

test('a file whose name looks like a pattern is that file', () => assert.deepEqual(pathsOf(at('[odd].jsonl')), [at('[odd].jsonl')]));

test('files that are named twice are read once, whatever they are called', () => {
  const repeated: string[] = [];
  const sources = sourcesOf([at('link'), at('set'), at('link'), '-', '-'], (path) => repeated.push(path));
  assert.deepEqual(sources.map(({ path }) => path), [at('link'), ...IN_ORDER.slice(1), '-']);
  assert.deepEqual(repeated, [IN_ORDER[0], at('link'), '-']);
});

test('a pipe is a stream', () => assert.deepEqual(sourcesOf([at('pipe')]), [{ path: at('pipe'), kind: 'stream', size: undefined }]));

const REFUSED: [path: string, says: string][] = [
  [at('absent'), 'is not there.'], [at('none'), 'holds no files.'], [at('*.none'), 'matches no file.'], [at('dangling'), 'is not there: it is a link to what is not there.'],
  [at('circle'), 'cannot be read: its links lead in a circle.'], [at('link', 'x'), 'cannot be read: a part of its path is no folder.'], ['/dev/zero', 'is a character device, not a file.'],
  ['/dev/null', 'is a character device, not a file.'], [at('x'.repeat(300)), 'cannot be read: its name is too long.'],
];

for (const [path, says] of REFUSED) {
  test(`${path.slice(0, 60).replace(ROOT, '')} ${says}`, () => {
    assert.throws(() => sourcesOf([path]), (error) => error instanceof Problem && error.exitCode === 3 && error.message.includes(`\`${path}\` ${says}`));
  });
}

test('a socket is refused', async () => {
  const server = createServer().listen(at('socket'));
  await new Promise((listening) => server.once('listening', listening));
  assert.throws(() => sourcesOf([at('socket')]), { message: `\`${at('socket')}\` is a socket, not a file.` });
  server.close();
});

test('what the system refuses is told in words', () => {
  assert.deepEqual(unreadable('x', Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'open' })), new Problem(3, '`x` cannot be read: permission is denied.'));
  const mistake = new RangeError('ours');
  assert.equal(unreadable('x', mistake), mistake);
});

test('what cannot be looked at in a folder is a source all the same, so that it is told', () => {
  mkdirSync(at('odd'));
  symlinkSync('circle', at('odd', 'circle'));
  assert.deepEqual(sourcesOf([at('odd')]), [{ path: at('odd', 'circle'), kind: 'file', size: 0, isFound: true }]);
});
