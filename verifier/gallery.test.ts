import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { type Expectation, failedRow, galleryDocument, galleryExitCode, type GalleryRow, type Judged, judgedRow, skippedRow } from './gallery.ts';
import { Ledger, ledgerDocument } from './ledger.ts';
import { documentOf } from './report/fixtures.ts';
import { type Code, decide } from './verdict.ts';

const evidence = evidenceOf(HOPS.healthy[1]);

function judged(code: Code, where: Judged['verdict']['where'] = 'wire', findings: string[] = []): Judged {
  return { evidence, verdict: { ...decide(evidence), code, where, findings: findings.map((each) => ({ code: each, message: each })), summary: `It is ${code}.` } };
}

const EXPECTED: Expectation = { id: 'x', title: 'X', broken: 'X is.', verdict: 'ID_CORRUPTED', where: 'wire', findings: [] };
const document = documentOf(HOPS.healthy[1]);
const facts = { next: 'see x', milliseconds: 7 };

function rowOf(requests: Judged[], expected: Partial<Expectation> = {}): GalleryRow {
  return judgedRow({ ...EXPECTED, ...expected }, requests, { ...facts, document });
}

const rows: [says: string, row: GalleryRow, verdict: string, asExpected: boolean][] = [
  ['the code and the place that are expected', rowOf([judged('ID_CORRUPTED')]), 'ID_CORRUPTED', true],
  ['another code', rowOf([judged('LINKED')]), 'LINKED', false],
  ['the code in another place', rowOf([judged('ID_CORRUPTED', 'request')]), 'ID_CORRUPTED', false],
  ['an expected finding among others', rowOf([judged('ID_CORRUPTED', 'wire', ['SKEW', 'OTHER'])], { findings: ['SKEW'] }), 'ID_CORRUPTED', true],
  ['an expected finding that is not there', rowOf([judged('ID_CORRUPTED', 'wire', ['OTHER'])], { findings: ['SKEW'] }), 'ID_CORRUPTED', false],
  ['several requests, all linked', rowOf([judged('LINKED', 'nowhere'), judged('LINKED', 'nowhere')], { verdict: 'LINKED', where: 'nowhere' }), 'LINKED', true],
  ['several requests, and one code that is not LINKED', rowOf([judged('LINKED', 'nowhere'), judged('ID_CORRUPTED'), judged('ID_CORRUPTED')]), 'ID_CORRUPTED', true],
  ['several requests, one of them broken where all should be linked', rowOf([judged('LINKED'), judged('ID_CORRUPTED')], { verdict: 'LINKED', where: 'wire' }), 'ID_CORRUPTED', false],
  ['several codes, the expected one among them', rowOf([judged('UNDECIDED'), judged('ID_CORRUPTED'), judged('LINKED')]), 'UNDECIDED and ID_CORRUPTED', false],
  ['no request at all', rowOf([]), '', false],
];

for (const [says, row, verdict, asExpected] of rows) {
  test(`${says}: ${asExpected ? 'as expected' : 'not as expected'}`, () => assert.deepEqual({ verdict: row.verdict, asExpected: row.asExpected }, { verdict, asExpected }));
}

test('a row tells of the request that decides', () => {
  const { summary, verdicts, naive, milliseconds } = rowOf([judged('LINKED'), judged('ID_CORRUPTED')]);
  assert.deepEqual({ summary, verdicts, milliseconds }, { summary: 'It is ID_CORRUPTED.', verdicts: { LINKED: 1, ID_CORRUPTED: 1 }, milliseconds: 7 });
  assert.deepEqual(naive.map(({ says }) => says), ['linked', 'linked', 'linked']);
});

test('a row has a verdict that decides, of one request or of many', () => {
  assert.equal(rowOf([judged('LINKED')]).example, document);
  const ledger = new Ledger();
  const stripped = documentOf(HOPS['header-stripped'][1]);
  for (const each of [document, stripped]) ledger.add(each.verdict, () => each);
  const many = ledgerDocument(ledger, { tool: '0.1.0', requests: 2, collector: { ...document.collector, accepted: 'unknown', refused: 'unknown', sent: 'unknown', failed: 'unknown' }, latency: { count: 0, max: 0, percentile: () => 0 }, sending: 1, waiting: 0 });
  const rowOfMany = (...codes: Code[]): GalleryRow => judgedRow(EXPECTED, codes.map((code) => judged(code)), { ...facts, document: many });
  assert.equal(rowOfMany('LINKED', 'HEADER_STRIPPED').example, stripped);
  assert.equal(rowOfMany().example, null);
});

const good = rowOf([judged('ID_CORRUPTED')]);
const bad = rowOf([judged('LINKED')]);
const skipped = skippedRow(EXPECTED, 'no Collector', 'see x');
const failed = failedRow(EXPECTED, 'no curl', facts);

const runs: [says: string, rows: GalleryRow[], counts: [asExpected: number, skipped: number, total: number], exitCode: 0 | 1 | 5][] = [
  ['all as expected', [good, good], [2, 0, 2], 0],
  ['one differs', [good, bad], [1, 0, 2], 1],
  ['one is skipped, which is not as expected', [good, skipped], [1, 1, 2], 0],
  ['all are skipped, so that nothing was found out', [skipped], [0, 1, 1], 5],
  ['one could not be run', [good, failed], [1, 0, 2], 5],
  ['one could not be run, and one differs', [failed, bad], [0, 0, 2], 1],
];

for (const [says, scenarios, counts, exitCode] of runs) {
  test(`${says}: exit code ${exitCode}`, () => {
    const document = galleryDocument(scenarios, { tool: '0.1.0', milliseconds: 9 });
    assert.deepEqual([document.asExpected, document.skipped, document.total], counts);
    assert.equal(galleryExitCode(document), exitCode);
  });
}
