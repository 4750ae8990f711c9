import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ExerciseDocument } from '../verifier/exercise.ts';
import { HOPS } from '../verifier/fixtures/hops.ts';
import { documentOf } from '../verifier/report/fixtures.ts';
import { assertValid, textOf } from './fixtures.ts';
import { reportHtml } from './report.ts';

const NOT_YET: ExerciseDocument = {
  schema: 'tracehop.exercise/1', tool: '0.1.0', exercise: '02-lost-header', title: 'The header gets lost', solved: false,
  reached: { verdict: 'HEADER_STRIPPED', where: 'wire' }, wanted: { verdict: 'LINKED', where: 'nowhere' }, missed: ['The queue must stay.'],
  evidence: documentOf(HOPS['header-stripped'][1]), errors: [{ service: 'hop', text: 'Error: \u001b[2J\n    at proxy.ts:5' }],
  edit: 'my-work/proxy.ts', next: ['npm run workshop -- check 2', 'npm run workshop -- hint 2'],
};

const SOLVED: ExerciseDocument = { ...NOT_YET, solved: true, reached: null, wanted: null, missed: [], evidence: null, errors: [], next: ['npm run workshop -- start 3'] };

test('an answer that is not right: wanted and reached, what is still wrong, the picture, the checks, what to do', () => {
  assertValid(NOT_YET);
  const text = textOf(NOT_YET);
  assert.match(text, /^Lab 02-lost-header ✗ NOT SOLVED YET The header gets lost wanted LINKED nowhere reached ✗ HEADER_STRIPPED wire Still wrong ✗ The queue must stay\. The request that decides The trace context left/);
  assert.match(text, /broken here .* The trace of the request .* Checks: \d+ of \d+ passed ✗ received-is-sent expected 00-/);
  assert.match(text, /What to do: edit my-work\/proxy\.ts, then check again\. npm run workshop -- check 2 npm run workshop -- hint 2$/);
});

test('how the fault is mended is not told in its view', () => {
  assert.ok(NOT_YET.evidence!.fix);
  assert.ok(!textOf(NOT_YET).includes(NOT_YET.evidence!.fix));
});

test('an answer that is right: what comes next, and nothing to edit', () => {
  assertValid(SOLVED);
  assert.equal(textOf(SOLVED), 'Lab 02-lost-header ✓ SOLVED The header gets lost What comes next npm run workshop -- start 3');
});

test('what a service wrote keeps its lines, and nothing in it steers', () => {
  assert.match(reportHtml(NOT_YET), /aria-label="Standard error of hop">Error: \\u\{1b\}\[2J\n {4}at proxy\.ts:5<\/pre>/);
});
