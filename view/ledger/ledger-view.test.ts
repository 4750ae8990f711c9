import assert from 'node:assert/strict';
import { test } from 'node:test';

import { html } from 'htm/preact';

import { HOPS } from '../../verifier/fixtures/hops.ts';
import { Ledger, ledgerDocument, type LedgerDocument } from '../../verifier/ledger.ts';
import { documentOf } from '../../verifier/report/fixtures.ts';
import { assertValid, markupOf, textOf } from '../fixtures.ts';
import { namesIn } from '../verdict/fixtures.ts';
import { LedgerView } from './ledger-view.ts';

function ledgerOf(hops: (keyof typeof HOPS)[], counts: Partial<LedgerDocument['collector']> = {}): LedgerDocument {
  const ledger = new Ledger();
  for (const name of hops) {
    const document = documentOf(HOPS[name][1]);
    ledger.add(document.verdict, () => document);
  }
  return ledgerDocument(ledger, {
    tool: '0.1.0', requests: hops.length, sending: 2_000, waiting: 500,
    collector: { kind: 'otelcol', version: '0.159.0', accepted: 3 * hops.length, refused: 0, sent: 3 * hops.length, failed: 0, ...counts },
    latency: { count: hops.length, max: 9_000, percentile: (percentile) => percentile * 50 },
  });
}

const MIXED = ledgerOf(['healthy', 'healthy', 'healthy', 'header-stripped']);

test('it is valid, with one heading of the first level, and no level is left out', () => {
  assertValid(MIXED);
  const levels = [...markupOf(html`<${LedgerView} document=${MIXED} />`).matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${level} after h${levels[at - 1]}`);
});

test('the sum and the counts are said, those that are not linked first', () => {
  const text = textOf(MIXED);
  assert.match(text, /^The ledger of 4 requests ✗ NOT LINKED 1 of 4 requests: 1 broken, 0 missing, 0 failed\./);
  assert.match(text, /linked ✓ 3 broken ✗ 1 missing 0 failed 0 verdict requests of all ✗ HEADER_STRIPPED 1 25 % ✓ LINKED 3 75 %/);
});

test('the histogram has a name that says what it shows, and its numbers stand below it', () => {
  const name = namesIn(html`<${LedgerView} document=${MIXED} />`).find((each) => each.startsWith('Histogram'));
  assert.equal(name, 'Histogram of latency: most answers, 2, took up to 5 ms; p50 2.5 ms, p99 4.95 ms, the slowest 9 ms');
  assert.match(textOf(MIXED), /up to answers 1\.5 ms 1 /);
});

test('counters that agree, that do not, and that nobody has', () => {
  assert.match(textOf(ledgerOf(['healthy'])), /✓ The Collector accepted 3 spans, refused 0, wrote 3, failed to write 0: the 3 spans of every request\./);
  assert.match(textOf(ledgerOf(['healthy'], { sent: 2, failed: 1 })), /not written ✗ 1 ✗ The Collector accepted 3 spans, .* or some were lost\./);
  assert.match(textOf(ledgerOf(['healthy'], { accepted: 'unknown', sent: 'unknown' })), /not written 0 The Collector's counters were not to be had\./);
});

test('the first that is not linked lies open, and the others are folded', () => {
  const opened = [...markupOf(html`<${LedgerView} document=${MIXED} />`).matchAll(/<details class="case"([^>]*)><summary><strong[^>]*>.*?<\/span>(\w+)/g)].map(([, open, code]) => [code, open]);
  assert.deepEqual(opened, [['HEADER_STRIPPED', ' open'], ['LINKED', '']]);
});

test('where nothing was answered, there is no histogram, and all is valid', () => {
  const silent: LedgerDocument = { ...MIXED, latencyHistogram: [], verdicts: {}, examples: {}, linked: 0, broken: 0, missing: 4 };
  assertValid(silent);
  assert.match(textOf(silent), /^The ledger of 4 requests \? NOT LINKED .* No request was answered\./);
});
