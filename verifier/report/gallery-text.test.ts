import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Expectation, failedRow, galleryDocument, type GalleryRow, skippedRow } from '../gallery.ts';
import { expectationText, galleryText, scenarioTable, scenarioText } from './gallery-text.ts';
import { plain } from './paint.ts';

const EXPECTED: Expectation = { id: 'callee-deaf', title: 'The callee reads nothing', broken: 'B reads no header.\n', verdict: 'ID_CORRUPTED', where: 'wire', findings: [] };

const right: GalleryRow = {
  ...skippedRow(EXPECTED, '', 'npm start -- --scenario callee-deaf'), skipped: null, verdict: 'ID_CORRUPTED', where: 'wire', verdicts: { ID_CORRUPTED: 1 }, asExpected: true,
  summary: 'B did not join.', naive: [{ check: 'same-trace-id', says: 'broken' }, { check: 'client-server-pair', says: 'linked' }], milliseconds: 1234,
};
const wrong: GalleryRow = { ...right, id: 'caller-mute', asExpected: false, verdict: 'LINKED', where: 'nowhere', expectedFindings: ['SKEW'], verdicts: { LINKED: 3 }, summary: 'B joined.' };
const skipped = skippedRow({ ...EXPECTED, id: 'filtered' }, 'no Collector.', '');
const failed = failedRow({ ...EXPECTED, id: 'broken-file' }, 'It ended.', { next: 'npm start', milliseconds: 5 });

test('the whole text: all as expected', () => {
  assert.equal(galleryText(galleryDocument([right], { tool: '0.1.0', milliseconds: 2345 }), plain), `\
┌─────────────┬──────────────┬──────────────┬──────────┬──────────┬─────────────┬──────┐
│ scenario    │ expected     │ verdict      │ as       │ same-    │ client-     │ ms   │
│             │              │              │ expected │ trace-id │ server-pair │      │
│ callee-deaf │ ID_CORRUPTED │ ID_CORRUPTED │ ✓        │ broken   │ linked      │ 1234 │
└─────────────┴──────────────┴──────────────┴──────────┴──────────┴─────────────┴──────┘
AS EXPECTED: 1 of 1 scenarios, in 2.3 s.`);
});

test('the whole text below the table: a block for each that differs, a line for those that were skipped', () => {
  const text = galleryText(galleryDocument([right, wrong, skipped, { ...skipped, id: 'sampled' }, failed], { tool: '0.1.0', milliseconds: 2345 }), plain);
  assert.equal(text.slice(text.indexOf('┘') + 2), `\
✗ caller-mute: The callee reads nothing
    expected  ID_CORRUPTED, wire, with SKEW
    found     LINKED, nowhere
    because   B joined.
    > npm start -- --scenario callee-deaf
✗ broken-file: The callee reads nothing
    expected  ID_CORRUPTED, wire
    found     no verdict: It ended.
    > npm start
– skipped filtered, sampled: no Collector.
NOT AS EXPECTED: 2 of 5 scenarios; 2 skipped, in 2.3 s: caller-mute, broken-file.`);
});

test('the last line says when some were skipped, and when none could be run', () => {
  const last = (...rows: GalleryRow[]): string => galleryText(galleryDocument(rows, { tool: '0.1.0', milliseconds: 100 }), plain).split('\n').at(-1)!;
  assert.equal(last(right, skipped), 'AS EXPECTED: 1 of 2 scenarios; 1 skipped, in 0.1 s.');
  assert.equal(last(skipped), 'NOT RUN: none of 1 scenarios could be run.');
});

test('several codes are counted', () => {
  assert.match(expectationText({ ...wrong, verdicts: { LINKED: 2, ID_CORRUPTED: 1 } }, plain), /found {5}LINKED, nowhere \(2 LINKED, 1 ID_CORRUPTED\)/);
});

test('one scenario: what is broken before, and whether that is what was found after', () => {
  assert.equal(scenarioText(EXPECTED, plain), 'callee-deaf: The callee reads nothing\nB reads no header.\n');
  assert.equal(expectationText(right, plain), '✓ as expected: ID_CORRUPTED, wire');
});

test('the list of scenarios', () => {
  assert.equal(scenarioTable([EXPECTED]), `\
┌─────────────┬──────────────────────────┬──────────────┬───────┐
│ scenario    │ what is broken           │ expected     │ where │
│ callee-deaf │ The callee reads nothing │ ID_CORRUPTED │ wire  │
└─────────────┴──────────────────────────┴──────────────┴───────┘`);
});

test('what came from elsewhere cannot steer a terminal', () => {
  assert.match(galleryText(galleryDocument([{ ...wrong, summary: 'a\u001B[2Jb' }], { tool: '0.1.0', milliseconds: 1 }), plain), /a\\u\{1b\}\[2Jb/);
});
