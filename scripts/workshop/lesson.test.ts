import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { parse, stringify } from 'yaml';

import { ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { editedIn, readLesson } from './lesson.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/course/01-lost-header');
const ANSWERED = join(import.meta.dirname, 'fixtures/course/02-three-ids');

/** The same exercise, with other fields; `undefined` takes one away. */
function lessonWith(t: TestContext, fields: Record<string, unknown>, original = FOLDER): string {
  const folder = join(ownTemporaryFolder(t), '01-lost-header');
  cpSync(original, folder, { recursive: true });
  const file = join(folder, 'lesson.yaml');
  writeFileSync(file, stringify({ ...parse(readFileSync(file, 'utf8')) as object, ...fields }));
  return folder;
}

test('a lesson is what its file says, and its number is in the name of its folder', () => {
  const { hints, ...lesson } = readLesson(FOLDER);
  assert.deepEqual(lesson, {
    id: '01-lost-header', number: 1, folder: FOLDER, title: 'The header gets lost', goal: 'In this lab you will see how a proxy loses a header.',
    kind: 'lab', edit: ['proxy.ts'], needs: undefined, shipped: { verdict: 'HEADER_STRIPPED', where: 'wire' }, wanted: { verdict: 'LINKED', where: 'nowhere' },
    conditions: [
      { name: 'same-services', argument: '' }, { name: 'through-proxy', argument: '' },
      { name: 'runs-file', argument: 'hop proxy.ts' }, { name: 'unchanged', argument: 'services.service-b' },
    ],
  });
  assert.equal(hints.length, 3);
});

test('a lesson may have several files to edit', (t) => {
  const { edit } = readLesson(lessonWith(t, { edit: ['compose.yaml', 'proxy.ts'] }));
  assert.deepEqual([edit, editedIn('my-work/01', { edit })], [['compose.yaml', 'proxy.ts'], 'my-work/01/compose.yaml and my-work/01/proxy.ts']);
});

test('where an answer is filled in, there are no verdicts', () => {
  const { kind, shipped, wanted } = readLesson(ANSWERED);
  assert.deepEqual({ kind, shipped, wanted }, { kind: 'answer', shipped: undefined, wanted: undefined });
});

const misfits: [fields: Record<string, unknown>, says: RegExp][] = [
  [{ title: 'It ends.' }, /lesson\.yaml: title` must be a short text without a full stop, and is `It ends\.`\.$/],
  [{ goal: 'You will see.' }, /lesson\.yaml: goal` must be a sentence that begins with `In this lab you will`/],
  [{ kind: 'quiz' }, /lesson\.yaml: kind` must be one of lab, answer, and is `quiz`\.$/],
  [{ edit: '../proxy.ts' }, /lesson\.yaml: edit` must be the name of the file with the TODO, and is `\.\.\/proxy\.ts`\.$/],
  [{ edit: ['proxy.ts', 'a/b.ts'] }, /lesson\.yaml: edit` must be the name of the file with the TODO, and is `a\/b\.ts`\.$/],
  [{ edit: [] }, /lesson\.yaml: edit` must be the name of the file with the TODO/],
  [{ edit: undefined }, /lesson\.yaml: edit` must be the name of the file/],
  [{ needs: 'docker' }, /lesson\.yaml: needs` must be one of otelcol, and is `docker`\.$/],
  [{ shipped: { verdict: 'LOST', where: 'wire' } }, /lesson\.yaml: shipped\.verdict` must be one of .*, and is `LOST`\.$/],
  [{ shipped: { verdict: 'LINKED', where: 'here' } }, /lesson\.yaml: shipped\.where` must be one of .*, and is `here`\.$/],
  [{ shipped: undefined }, /lesson\.yaml: shipped` must be there: a verdict and a place\.$/],
  [{ wanted: { verdict: 'LINKED', place: 'wire' } }, /lesson\.yaml: wanted\.place` is none of its fields, which are verdict, where\.$/],
  [{ kind: 'answer', wanted: undefined }, /lesson\.yaml: shipped` must not be there: nothing is run\.$/],
  [{ conditions: ['kept'] }, /lesson\.yaml: conditions\[0\]` must be one of unchanged, .*, and is `kept`\.$/],
  [{ conditions: [{ 'unchanged': 'services.hop', 'same-services': '' }] }, /lesson\.yaml: conditions\[0\]` must have one name only\.$/],
  [{ conditions: [{ unchanged: 3 }] }, /lesson\.yaml: conditions\[0\]\.unchanged` must be a text, and is `3`\.$/],
  [{ hints: [''] }, /lesson\.yaml: hints\[0\]` must be a text, and is ``\.$/],
  [{ hints: 'look' }, /lesson\.yaml: hints` must be a list\.$/],
  [{ hint: 'look' }, /lesson\.yaml: lesson\.hint` is none of its fields, which are title, goal, /],
];

for (const [fields, says] of misfits) {
  test(`refused, with file and field: ${JSON.stringify(fields, (_key, value: unknown) => value === undefined ? null : value)}`, (t) => {
    assert.throws(() => readLesson(lessonWith(t, fields)), { exitCode: 3, message: says });
  });
}

test('a folder that has another name, or no lesson, is no exercise', (t) => {
  const folder = join(ownTemporaryFolder(t), '2-header');
  mkdirSync(folder);
  assert.throws(() => readLesson(folder), { exitCode: 3, message: /2-header` is no lab: its name must be two digits and words/ });
  assert.throws(() => readLesson(join(folder, '02-header')), { exitCode: 3, message: /lesson\.yaml` cannot be read: / });
});
