// The self-check on the fixture course, as it is and with one thing wrong in it.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { FIXTURE_COURSE, FIXTURE_WRONG_ANSWERS, folderInCheckout, learner } from './fixtures/classroom.ts';
import { workshopSelfcheck } from './selfcheck.ts';

interface Checked {
  exitCode: number;
  /** Of the checks that do not hold. */
  misses: Record<string, readonly string[]>;
}

/** `words`: the exercises that are looked at. */
async function selfcheck(t: TestContext, words: string[], course = FIXTURE_COURSE, wrongAnswers = FIXTURE_WRONG_ANSWERS): Promise<Checked> {
  const { told, last } = learner(t);
  const exitCode = await workshopSelfcheck(words, { collector: 'embedded' }, told, { course, wrongAnswers });
  const { checks, holds } = last('selfcheck').document;
  assert.equal(holds, exitCode === 0);
  return { exitCode, misses: Object.fromEntries(checks.filter(({ misses }) => misses.length > 0).map(({ check, misses }) => [check, misses])) };
}

/** A copy of the course, with another text in one of its files. */
function changed(t: TestContext, file: string, from: string | RegExp, to: string): string {
  const course = folderInCheckout(t);
  cpSync(FIXTURE_COURSE, course, { recursive: true });
  const text = readFileSync(join(course, file), 'utf8');
  assert.notEqual(text.replace(from, to), text);
  writeFileSync(join(course, file), text.replace(from, to));
  return course;
}

test('the fixture course holds', async (t) => {
  assert.deepEqual(await selfcheck(t, []), { exitCode: 0, misses: {} });
});

test('a wrong claim makes it red', async (t) => {
  const { exitCode, misses } = await selfcheck(t, ['1'], changed(t, '01-lost-header/lesson.yaml', 'HEADER_STRIPPED', 'HEADER_IGNORED'));
  assert.equal(exitCode, 1);
  assert.deepEqual(Object.keys(misses), ['no lab is solved as shipped, and each gets the verdict that it claims', 'every page names the verdict that its lab gets']);
  assert.match(Object.values(misses)[0]![0]!, /^`01-lost-header` claims HEADER_IGNORED, wire; it gets:\n[^]*reached {3}HEADER_STRIPPED, wire/);
});

test('a stray file makes it red', async (t) => {
  const course = changed(t, '02-three-ids/README.md', /$/, '\n');
  writeFileSync(join(course, '02-three-ids/exercise/notes.txt'), 'to be removed');
  const { exitCode, misses } = await selfcheck(t, ['2'], course);
  assert.equal(exitCode, 1);
  assert.deepEqual(misses['no file lies around'], ['`02-three-ids/exercise/notes.txt` belongs to nothing.']);
});

test('two TODOs make it red', async (t) => {
  const { exitCode, misses } = await selfcheck(t, ['2'], changed(t, '02-three-ids/exercise/answer.yaml', 'trace-id:', '# TODO\ntrace-id:'));
  assert.equal(exitCode, 1);
  assert.deepEqual(misses, { 'every lab has one TODO, in the file that is edited, and no solution has any': ['`02-three-ids` has 2 TODOs, in answer.yaml, answer.yaml; it is to have one, in answer.yaml.'] });
});

test('a page that shows another output than is seen makes it red', async (t) => {
  const { exitCode, misses } = await selfcheck(t, ['2'], changed(t, '02-three-ids/README.md', 'is not filled in yet', 'is missing'));
  assert.equal(exitCode, 1);
  assert.match(misses['every page shows what is seen']![0]!, /^`02-three-ids\/README\.md:9`: `npm run --silent workshop -- check 2` does not show what the page shows:\n@@[^]*\n-✗ `trace-id` is missing\. …\n/);
});

test('a command of a page that fails, and whose output is not shown, makes it red', async (t) => {
  const { exitCode, misses } = await selfcheck(t, ['2'], changed(t, '02-three-ids/README.md', '-- start 2', '-- start 3'));
  assert.equal(exitCode, 1);
  assert.match(misses['every page shows what is seen']![0]!, /`npm run --silent workshop -- start 3` fails with exit code 2:\nThere is no lab `3`\./);
});

test('a wrong answer that is accepted makes it red', async (t) => {
  const wrongAnswers = folderInCheckout(t);
  cpSync(FIXTURE_WRONG_ANSWERS, wrongAnswers, { recursive: true });
  cpSync(join(FIXTURE_COURSE, '02-three-ids/solution/answer.yaml'), join(wrongAnswers, '02-three-ids/swapped/answer.yaml'));
  const { exitCode, misses } = await selfcheck(t, ['2'], FIXTURE_COURSE, wrongAnswers);
  assert.equal(exitCode, 1);
  assert.deepEqual(misses, { 'every wrong answer is refused, and the message says why': ['`02-three-ids`: the wrong answer `swapped` is accepted.'] });
});
