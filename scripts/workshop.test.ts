import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from '../lab/wait.ts';
import { noEngine } from './fixtures/compose.ts';
import { workshopCheck, workshopHint, workshopList, workshopReset, workshopSolution, workshopStart, workshopWatch } from './workshop.ts';
import { FIXTURE_COURSE, learner } from './workshop/fixtures/classroom.ts';
import { MyWork } from './workshop/my-work.ts';

const LAB = '01-lost-header';
const SHEET = '02-three-ids';
const SOLUTION = join(FIXTURE_COURSE, SHEET, 'solution');

test('the list says what is started and solved, and which command comes next', async (t) => {
  const { places, told, last } = learner(t);
  assert.equal(workshopList(told, places), 0);
  assert.deepEqual(last('course').document.exercises.map(({ exercise, started, solved }) => [exercise, started, solved]), [[LAB, false, false], [SHEET, false, false]]);
  assert.equal(last('course').document.next, 'npm run workshop -- start 1');
  await workshopStart('1', told, places);
  workshopList(told, places);
  assert.deepEqual([last('course').document.exercises[0]!.started, last('course').document.next], [true, 'npm run workshop -- check 1']);
});

test('an exercise begins as a copy, which a second start leaves alone', async (t) => {
  const { places, told, last } = learner(t);
  assert.equal(await workshopStart('02', told, places), 0);
  const { exercise, edit, page, next } = last('exercise-started').started;
  assert.deepEqual([exercise, next], [SHEET, ['npm run workshop -- check 2']]);
  assert.match(page, /02-three-ids\/README\.md$/);
  assert.match(edit, /^\.cache\/workshop-test-\w+\/02-three-ids\/answer\.yaml$/);
  writeFileSync(join(places.work, SHEET, 'answer.yaml'), 'trace-id: mine\n');
  await assert.rejects(workshopStart('2', told, places), { exitCode: 2, message: /^`02-three-ids` is started already, in `.*`\. Go on with it, or begin it anew\.$/, next: ['npm run workshop -- check 2', 'npm run workshop -- reset 2'] });
  assert.equal(readFileSync(join(places.work, SHEET, 'answer.yaml'), 'utf8'), 'trace-id: mine\n');
});

test('an answer that is run: refused as shipped, accepted when it is mended, and kept in mind', async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('1', told, places);
  assert.equal(await workshopCheck(undefined, { collector: 'embedded' }, told, places), 1);
  const { solved, reached, wanted, missed, next, evidence } = last('exercise').document;
  assert.deepEqual({ solved, reached, wanted, missed }, { solved: false, reached: { verdict: 'HEADER_STRIPPED', where: 'wire' }, wanted: { verdict: 'LINKED', where: 'nowhere' }, missed: [] });
  assert.deepEqual([evidence?.verdict, next], ['HEADER_STRIPPED', ['npm run workshop -- check 1', 'npm run workshop -- hint 1']]);
  mend(LAB);
  assert.equal(await workshopCheck(undefined, { collector: 'embedded' }, told, places), 0);
  assert.deepEqual(last('exercise').document.next, ['npm run workshop -- start 2']);
  workshopList(told, places);
  assert.deepEqual([last('course').document.solved, last('course').document.next], [1, 'npm run workshop -- start 2']);
});

test('an answer with the right verdict that dodges the point is refused, with the sentence that says so', async (t) => {
  const { places, told, last } = learner(t);
  const dir = join(FIXTURE_COURSE, '../course-wrong-answers', LAB, 'around-the-proxy');
  assert.equal(await workshopCheck('1', { collector: 'embedded', dir }, told, places), 1);
  const { reached, missed } = last('exercise').document;
  assert.deepEqual([reached?.verdict, missed], ['LINKED', ['The way from `service-a` to `service-b` must lead through `hop`. It is `service-a` -> `service-b`.']]);
});

test('an override that is none is a wrong answer, and names the file', async (t) => {
  const { places, told, last } = learner(t);
  await workshopStart('1', told, places);
  writeFileSync(join(places.work, LAB, 'compose.yaml'), 'services: { hop: { scal: 1 } }\n');
  assert.equal(await workshopCheck('1', { collector: 'embedded' }, told, places), 1);
  const { reached, missed: [sentence = ''] } = last('exercise').document;
  assert.equal(reached, null);
  assert.match(sentence, /^There is no verdict: `.*\/01-lost-header\/compose\.yaml`: service `hop` uses `scal`/);
});

/** The proxy is healthy, and ends with the first request. */
function throwInProxy(work: string): void {
  const file = join(work, LAB, 'proxy.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('  const headers', '  const nothing = PASED_ON;\n  const headers'));
}

function assertThrownInProxy(errors: readonly { service: string; text: string }[]): void {
  assert.deepEqual(errors.map(({ service }) => service), ['hop']);
  assert.match(errors[0]!.text, /ReferenceError: PASED_ON is not defined\n {4}at Server\.<anonymous> \(.*\/proxy\.ts:14:\d+\)$/);
}

test('what the learner\'s code throws while it runs is shown with the place, and not once it is solved', async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('1', told, places);
  throwInProxy(places.work);
  assert.equal(await workshopCheck('1', { collector: 'embedded' }, told, places), 1);
  const { reached, errors } = last('exercise').document;
  assert.equal(reached?.verdict, 'REQUEST_FAILED');
  assertThrownInProxy(errors);
  mend(LAB);
  const file = join(places.work, LAB, 'proxy.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nconsole.error('a note');\n`);
  assert.equal(await workshopCheck('1', { collector: 'embedded' }, told, places), 0);
  assert.deepEqual(last('exercise').document.errors, []);
});

test('in Docker, the learner\'s files run in the containers', { skip: noEngine }, async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('1', told, places);
  throwInProxy(places.work);
  assert.equal(await workshopCheck('1', { docker: true }, told, places), 1);
  assertThrownInProxy(last('exercise').document.errors);
  mend(LAB);
  assert.equal(await workshopCheck('1', { docker: true }, told, places), 0);
  assert.equal(last('exercise').document.evidence?.collector.kind, 'docker');
});

test('an answer that is filled in: refused id by id, and accepted', async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('2', told, places);
  assert.equal(await workshopCheck('2', {}, told, places), 1);
  assert.equal(last('exercise').document.missed.length, 3);
  mend(SHEET);
  assert.equal(await workshopCheck('2', {}, told, places), 0);
  assert.deepEqual(last('exercise').document.next, ['npm run workshop -- start 1']);
});

test('after one that is solved comes the first that is not: it is started, or checked where it is started already', async (t) => {
  const { places, told, last, mend } = learner(t);
  const mine = new MyWork(places.work);
  await workshopStart('1', told, places);
  await workshopStart('2', told, places);
  mend(SHEET);
  await workshopCheck('2', {}, told, places);
  assert.deepEqual(last('exercise').document.next, ['npm run workshop -- check 1']);
  mine.record({ id: LAB }, { solved: true });
  await workshopCheck('2', {}, told, places);
  assert.deepEqual(last('exercise').document.next, ['npm run workshop']);
  assert.throws(() => workshopHint(undefined, told, places), { exitCode: 2, message: 'Every lab is solved. Name one of them.', next: ['npm run workshop'] });
});

test('what the learner does to the copy of the saved run changes no answer', async (t) => {
  const { places, told, mend } = learner(t);
  await workshopStart('2', told, places);
  mend(SHEET);
  writeFileSync(join(places.work, SHEET, 'run/traces.jsonl'), '');
  assert.equal(await workshopCheck('2', {}, told, places), 0);
});

test('a check of nothing that is started says how to start', async (t) => {
  const { places, told } = learner(t);
  await assert.rejects(workshopCheck(undefined, {}, told, places), { exitCode: 2, message: 'No lab is started that is not solved.', next: ['npm run workshop -- start 1'] });
  await assert.rejects(workshopCheck('2', {}, told, places), { exitCode: 2, message: '`02-three-ids` is not started.', next: ['npm run workshop -- start 2'] });
});

test('each hint comes with those before it, and after the last comes the solution', async (t) => {
  const { places, told, last } = learner(t);
  await workshopStart('2', told, places);
  const shown = [1, 2, 3, 4].map(() => { workshopHint(undefined, told, places); return [last('hints').hints.hints.length, last('hints').hints.next[1]]; });
  const [more, all] = ['npm run workshop -- hint 2', 'npm run workshop -- solution 2 --give-up'];
  assert.deepEqual(shown, [[1, more], [2, more], [3, all], [3, all]]);
});

test('who has solved it sees every hint, none of which counts, and needs not give up', async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('2', told, places);
  workshopHint('2', told, places);
  mend(SHEET);
  await workshopCheck('2', {}, told, places);
  workshopHint('2', told, places);
  const { hints, total, next } = last('hints').hints;
  assert.deepEqual([hints.length, next], [total, ['npm run workshop -- solution 2', 'npm run workshop -- start 1']]);
  workshopList(told, places);
  assert.equal(last('course').document.exercises[1]!.hints, 1);
});

test('the solution is shown to who solved it or gives up, as a change of the own files', async (t) => {
  const { places, told, last, mend } = learner(t);
  await workshopStart('2', told, places);
  assert.throws(() => workshopSolution('2', {}, told, places), { exitCode: 2, message: /^`02-three-ids` is not solved yet\./, next: ['npm run workshop -- hint 2', 'npm run workshop -- solution 2 --give-up'] });
  assert.equal(workshopSolution('2', { giveUp: true }, told, places), 0);
  const [diff = '', ...others] = last('solution').solution.diffs;
  assert.deepEqual(others, []);
  assert.match(diff, /^--- \.cache\/.*\/02-three-ids\/answer\.yaml\n\+\+\+ scripts\/.*\/solution\/answer\.yaml\n[^]*\n-trace-id:\n[^]*\n\+trace-id: [\da-f]{32}\n/);
  mend(SHEET);
  await workshopCheck('2', {}, told, places);
  assert.equal(workshopSolution('2', {}, told, places), 0);
  assert.deepEqual(last('solution').solution.diffs, []);
});

test('a reset asks, and does nothing unless the answer is yes', async (t) => {
  const { places, told, mend, last } = learner(t);
  await workshopStart('2', told, places);
  mend(SHEET);
  await workshopCheck('2', {}, told, places);
  const isMended = (): boolean => readFileSync(join(places.work, SHEET, 'answer.yaml'), 'utf8') === readFileSync(join(SOLUTION, 'answer.yaml'), 'utf8');
  await assert.rejects(workshopReset('2', {}, { ...told, confirm: undefined }, places), { exitCode: 2, message: /nobody can be asked\.$/, next: ['npm run workshop -- reset 2 --yes'] });
  assert.equal(await workshopReset('2', {}, { ...told, confirm: async () => false }, places), 1);
  assert.ok(isMended());
  writeFileSync(join(places.work, SHEET, 'notes.txt'), '');
  assert.equal(await workshopReset('2', {}, { ...told, confirm: async () => true }, places), 0);
  assert.deepEqual([isMended(), existsSync(join(places.work, SHEET, 'notes.txt'))], [false, false]);
  workshopList(told, places);
  assert.equal(last('course').document.solved, 0);
});

test('a watch checks at once and on each save, until it is solved', async (t) => {
  const { places, told, events, mend } = learner(t);
  await workshopStart('2', told, places);
  const watched = workshopWatch('2', {}, told, places);
  const grades = (): boolean[] => events.flatMap((event) => event.kind === 'exercise' ? [event.document.solved] : []);
  const untilGraded = (count: number): Promise<void> => until(`${count} grades`, () => grades().length >= count ? { done: true, value: undefined } : { done: false, saw: `${grades().length}` }, { timeout: 10_000 });
  await untilGraded(1);
  writeFileSync(join(places.work, SHEET, 'answer.yaml'), 'trace-id: abc\n');
  await untilGraded(2);
  mend(SHEET);
  assert.equal(await watched, 0);
  assert.deepEqual(grades(), [false, false, true]);
});

test('a watch ends when it is interrupted', async (t) => {
  const { places, told, events } = learner(t);
  const interrupt = new AbortController();
  await workshopStart('2', told, places);
  const watched = workshopWatch('2', {}, { ...told, signal: interrupt.signal }, places);
  await until('the watch', () => events.some(({ kind }) => kind === 'step') ? { done: true, value: undefined } : { done: false, saw: 'nothing' }, { timeout: 10_000 });
  interrupt.abort(new Error('interrupted'));
  await assert.rejects(watched, /interrupted/);
});
