import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';

import type { Problem } from '../../lab/problem.ts';
import { isSame, lossBetween, statesOf } from './growth.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'growth-'));
const [FOLDER, FILE, ROTATED] = [join(ROOT, 'traces'), join(ROOT, 'traces', 'a.jsonl'), join(ROOT, 'traces', 'b.jsonl')];
after(() => rmSync(ROOT, { recursive: true }));
beforeEach(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  writeFileSync(FILE, '{}\n{}\n');
});

const HAPPENINGS: [says: string, follows: string, happens: () => void, loss: string | undefined][] = [
  ['that grew', FILE, () => appendFileSync(FILE, '{}\n'), undefined],
  ['that was emptied', FILE, () => truncateSync(FILE), `\`${FILE}\` became shorter`],
  ['in whose place another stands', FILE, () => { renameSync(FILE, ROTATED); writeFileSync(FILE, '{}\n'); }, `\`${FILE}\` is another file now`],
  ['that was taken away', FILE, () => rmSync(FILE), `\`${FILE}\` is gone`],
  ['that got another name in a folder that is followed', FOLDER, () => { renameSync(FILE, ROTATED); writeFileSync(FILE, '{}\n'); }, undefined],
  ['beside which another came', FOLDER, () => writeFileSync(ROTATED, '{}\n'), undefined],
];

for (const [says, follows, happens, loss] of HAPPENINGS) {
  test(`a file ${says}: ${loss === undefined ? 'nothing is lost' : 'what it held is gone'}`, () => {
    const before = statesOf([follows]);
    assert.ok(isSame(before, statesOf([follows])));
    happens();
    const now = statesOf([follows]);
    assert.ok(!isSame(before, now));
    assert.equal(lossBetween(before, now), loss);
  });
}

test('what is not there is no file, and standard input cannot be followed', () => {
  assert.deepEqual(statesOf([join(ROOT, 'nothing')]), []);
  assert.throws(() => statesOf(['-']), (error: Problem) => error.exitCode === 2 && error.message === 'Only files can be followed, and `-` is none.');
});
