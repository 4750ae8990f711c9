import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Expectation, failedRow, galleryDocument, type GalleryDocument, type GalleryRow, skippedRow } from '../../verifier/gallery.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import { assertValid, textOf } from '../fixtures.ts';
import { reportHtml } from '../report.ts';
import { SCENARIOS, verdictOf } from '../verdict/fixtures.ts';

const EXPECTED: Expectation = { id: 'x', title: 'X does `y`', broken: 'X is.', verdict: 'LINKED', where: 'nowhere', findings: [] };

function rowOf(id: string, changes: Partial<GalleryRow> = {}): GalleryRow {
  const example: VerdictDocument = verdictOf(id);
  const { verdict, where, summary, naive } = example;
  return { ...skippedRow({ ...EXPECTED, id, verdict, where }, '', `npm start -- --scenario ${id}`), skipped: null, verdict, where, summary, naive, example, verdicts: { [verdict]: 1 }, asExpected: true, milliseconds: 5, ...changes };
}

function galleryOf(...rows: GalleryRow[]): GalleryDocument {
  return galleryDocument(rows, { tool: '0.1.0', milliseconds: 2_345 });
}

const WRONG = rowOf('proxy-strips-header', { asExpected: false, expected: 'LINKED', expectedWhere: 'nowhere' });
const FAILED = failedRow({ ...EXPECTED, id: 'broken-file' }, 'It ended.', { next: 'npm start', milliseconds: 5 });
const SKIPPED = skippedRow({ ...EXPECTED, id: 'filtered' }, 'no Collector.', 'npm start');

test('rows say what was expected and found, and what simpler checks said', () => {
  const text = textOf(galleryOf(rowOf('proxy-rewrites-parent')));
  assert.match(text, /✓ AS EXPECTED 1 of 1 scenarios, in 2\.3 s\./);
  assert.match(text, /✓ X does y proxy-rewrites-parent expected: PARENT_REWRITTEN wire verdict: PARENT_REWRITTEN wire same-trace-id: ✗ linked client-server-pair: broken trace-has-both-services: ✗ linked/);
});

test('one that is not as expected lies open; that of which there is no verdict says why', () => {
  const document = galleryOf(rowOf('healthy'), WRONG, FAILED, SKIPPED);
  assertValid(document);
  const text = textOf(document);
  assert.match(text, /✗ NOT AS EXPECTED 2 of 4 scenarios; 1 skipped, in 2\.3 s: proxy-strips-header, broken-file\./);
  assert.match(text, /expected LINKED, nowhere found HEADER_STRIPPED, wire/);
  assert.match(text, /expected LINKED, nowhere found no verdict: It ended\. See more of it: npm start/);
  assert.match(text, /– X does y filtered .* verdict: skipped .* Skipped: no Collector\./);
  const opened = [...reportHtml(document).matchAll(/<details class="case[^>]*?data-row="(\S+)[^>]*>/g)].map(([tag, id]) => [id, tag.endsWith(' open>')]);
  assert.deepEqual(opened, [['healthy', false], ['proxy-strips-header', true], ['broken-file', true], ['filtered', false]]);
});

test('each row can be linked to, and what is linked to is inside of what is folded, so that it opens', () => {
  assert.match(reportHtml(galleryOf(rowOf('healthy'))), /<details [^>]*data-row="healthy [^>]*><summary>.*<\/summary><div class="opened" id="scenario-healthy">.*<a href="#scenario-healthy">/s);
  assert.match(reportHtml(galleryOf({ ...SKIPPED, id: 'a "b" <c>' })), /id="scenario-a-b-c-"/);
});

test('many scenarios with their pictures are a small file', () => {
  const document = galleryOf(...SCENARIOS.map((id) => rowOf(id)), ...SCENARIOS.map((id) => rowOf(id, { id: `${id}-again` })));
  const { length } = Buffer.from(reportHtml(document));
  assert.ok(document.total > 50 && length < 2_000_000, `${length} bytes for ${document.total}`);
  assertValid(document);
});

test('none could be run: it is open', () => {
  assert.match(textOf(galleryOf(SKIPPED)), /\? NOT RUN none of 1 scenarios could be run\./);
});

test('the list of scenarios says what is broken in each, and what is expected', () => {
  const document = { schema: 'tracehop.scenarios/1', tool: '0.1.0', scenarios: [EXPECTED, { ...EXPECTED, id: 'z', findings: ['SKEW'] }] } as const;
  assertValid({ ...document, scenarios: [...document.scenarios] });
  assert.match(textOf({ ...document, scenarios: [...document.scenarios] }), /2 scenarios .* X does y X is\. x expected LINKED where nowhere X does y X is\. z expected LINKED where nowhere with SKEW/);
});
