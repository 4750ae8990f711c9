import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { temporaryFolder } from './fixtures/collector-process.ts';
import { SpanFile } from './span-file.ts';

test('lines that are appended at once stay whole, and in order', async (context) => {
  const path = join(temporaryFolder(context), 'raw.jsonl');
  const lines = Array.from({ length: 300 }, (_, index) => `${String(index).repeat(index * 20)}\n`);
  const file = await SpanFile.open('RAW_FILE', path);
  await Promise.all(lines.map((line) => file.append(Buffer.from(line))));
  assert.equal(readFileSync(path, 'utf8'), lines.join(''));
  await file.close();
});

test('closing waits for the lines that are under way', async (context) => {
  const path = join(temporaryFolder(context), 'raw.jsonl');
  const file = await SpanFile.open('RAW_FILE', path);
  const written = Array.from({ length: 50 }, () => file.append(Buffer.from('line\n')));
  await file.close();
  assert.equal(readFileSync(path, 'utf8'), 'line\n'.repeat(50));
  await Promise.all(written);
});

const FOUND: [what: string, before: string, after: string][] = [
  ['an empty file gets its line', '', 'new\n'],
  ['whole lines are kept', 'old\n', 'old\nnew\n'],
  ['a last line that was cut off is ended first', 'old\nto', 'old\nto\nnew\n'],
];

for (const [what, before, after] of FOUND) {
  test(what, async (context) => {
    const path = join(temporaryFolder(context), 'raw.jsonl');
    writeFileSync(path, before);
    const file = await SpanFile.open('RAW_FILE', path);
    await file.append(Buffer.from('new\n'));
    await file.close();
    assert.equal(readFileSync(path, 'utf8'), after);
  });
}

test('a file that cannot be opened is named, with its variable', async (context) => {
  const folder = temporaryFolder(context);
  const nowhere = join(folder, 'none/raw.jsonl');
  const fails = { name: 'Problem', exitCode: 5 };
  await assert.rejects(SpanFile.open('RAW_FILE', nowhere), { ...fails, message: `\`RAW_FILE\` is \`${nowhere}\`, and its folder does not exist (ENOENT).` });
  await assert.rejects(SpanFile.open('TRACES_FILE', folder), { ...fails, message: `\`TRACES_FILE\` is \`${folder}\`, and that is a folder (EISDIR).` });
});
