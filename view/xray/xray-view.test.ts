import assert from 'node:assert/strict';
import { test } from 'node:test';

import { html } from 'htm/preact';

import { stageEntry, xrayDocument } from '../../verifier/report/fixtures.ts';
import { assertValid, textOf } from '../fixtures.ts';
import { reportHtml } from '../report.ts';
import { namesIn } from '../verdict/fixtures.ts';
import { Chain } from './chain.ts';

const EXPECTATIONS = [{ expects: 'kept: x', pass: true, found: '', at: null }, { expects: 'absent: y', pass: false, found: '3 came out', at: 'attributes' }];

test('the report of an X-ray is valid and small, and no element has a style of its own', () => {
  for (const document of [xrayDocument(), xrayDocument({ stages: [], expectations: EXPECTATIONS, balanced: false, differences: ['One differs.'], warnings: [{ message: 'so', count: 2 }] })]) {
    assertValid(document);
    const report = reportHtml(document);
    assert.ok(report.length < 100_000, `${report.length} characters`);
    assert.doesNotMatch(report, /\sstyle=/);
  }
});

test('the component that breaks traces is marked, and no other', () => {
  const names = namesIn(html`<${Chain} document=${xrayDocument()} />`);
  assert.equal(names[0], 'The pipeline');
  assert.deepEqual(names.filter((name) => name.endsWith('here')).map((name) => name.split(' ', 1)[0]), ['filter']);
  assert.match(textOf(xrayDocument()), /filter my\.yaml:7 ✗ breaks traces here/);
});

test('where nothing is broken, nothing is marked', () => {
  const names = namesIn(html`<${Chain} document=${xrayDocument({ verdict: 'WHOLE', stages: [stageEntry()] })} />`);
  assert.deepEqual(names, ['The pipeline', 'into transform: 3 spans, 1 trace', 'transform in traces: 3 spans in, 3 out; of 1 trace 1 whole', 'out of transform: 3 spans, 1 trace']);
});

test('a component that did harm is told with its place, examples before and after, and its mend', () => {
  assert.match(textOf(xrayDocument()), new RegExp([
    '✗ What filter in traces did filter broke it\\. It is configured in my\\.yaml:7 ?\\. Trace 1{32} as it went in as it came out',
    'shop SERVER GET a shop SERVER GET ✓ came out shop CLIENT GET b ∅ shop CLIENT GET ✗ is gone stock SERVER </a>\\\\u\\{202e\\} c stock SERVER </a>\\\\u\\{202e\\} ✗ its parent is gone: an orphan … and 2 more spans Usually mended so Do not, a:b\\.',
  ].join(' ')));
});

test('what a component added, removed and changed is told', () => {
  assert.match(textOf(xrayDocument()), /attributes in traces added <k>\\u\{1b\}\[31m \(3\) removed resource host\.name \(1\)/);
});

test('expectations, those that failed first, the balance, what the Collector said, and by what it came about', () => {
  const text = textOf(xrayDocument({ verdict: 'WHOLE', expectations: EXPECTATIONS, balanced: false, differences: ['One differs.'], warnings: [{ message: 'so', count: 2 }] }));
  assert.match(text, /✗ NOT AS EXPECTED 1 of 2 expectations failed\./);
  assert.match(text, /expects ✗ absent: y found: 3 came out, first behind attributes ✓ kept: x/);
  assert.match(text, /✗ not balanced: accepted 3, refused 0; at the taps sent 8, failed 0, written 8\. One differs\. ! the Collector said 2 times: so/);
  assert.match(text, /Sent some traces: 1 trace, 3 spans, in 1 request Time Waited 2\.3 s for .* Collector otelcol 0\.159\.0 Configuration my\.yaml tracehop 0\.1\.0/);
});
