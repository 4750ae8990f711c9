import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { parseProgress, progressText, readProgress, recordStep } from './progress.ts';

const PROGRESS = new Map([['01-healthy-hop', { solved: true, hints: 0 }], ['02-lost-header', { solved: false, hints: 1 }], ['03-wrong-format', { solved: true, hints: 2 }]]);

test('the whole text, and back', () => {
  const text = progressText(PROGRESS);
  assert.equal(text, `\
# The workshop: what is solved, and how many hints were asked for. Remove a line to forget about a lab.
01-healthy-hop: solved
02-lost-header: started, 1 hint
03-wrong-format: solved, 2 hints
`);
  assert.deepEqual(parseProgress(text, 'progress.txt'), PROGRESS);
});

test('a line that is none is named, with what it must be like', () => {
  assert.throws(() => parseProgress('\n# all\n02-lost-header done\n', 'progress.txt'), {
    exitCode: 3, message: '`progress.txt:3` is `02-lost-header done`, and must be such as `02-lost-header: solved, 1 hint`. Mend it, or remove it.',
  });
});

test('a step changes its own exercise\'s line alone, and what it does not say stays', (t) => {
  const file = join(ownTemporaryFolder(t), 'my-work/progress.txt');
  recordStep(file, '02-lost-header', { hints: 2 });
  recordStep(file, '01-healthy-hop', {});
  recordStep(file, '02-lost-header', { solved: true });
  assert.deepEqual(readFileSync(file, 'utf8').split('\n').slice(1), ['01-healthy-hop: started', '02-lost-header: solved, 2 hints', '']);
});

test('without a file nothing is begun, and a file that cannot be read is a problem', (t) => {
  const folder = ownTemporaryFolder(t);
  assert.deepEqual(readProgress(join(folder, 'progress.txt')), new Map());
  assert.throws(() => readProgress(folder), { exitCode: 3, message: /cannot be read: EISDIR/ });
  writeFileSync(join(folder, 'empty.txt'), '');
  assert.deepEqual(readProgress(join(folder, 'empty.txt')), new Map());
});
