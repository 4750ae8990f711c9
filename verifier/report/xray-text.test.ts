import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stageEntry, xrayDocument } from './fixtures.ts';
import { plain } from './paint.ts';
import { xrayLine, xrayText } from './xray-text.ts';

test('the whole text: a row a component, what it changed, what it broke, and the verdict last', () => {
  assert.equal(xrayText(xrayDocument(), plain), `\
X-ray of \`my.yaml\` by otelcol 0.159.0
Sent: some traces: 1 trace, 3 spans, in 1 request.
┌────────────┬───────┬───────┬────────┬───────┬──────┬────────┬─────────┐
│ component  │ spans │ spans │ traces │ whole │ gone │ broken │ orphans │
│            │ in    │ out   │ in     │       │      │        │ made    │
│ attributes │ 3     │ 3     │ 1      │ 1     │ 0    │ 0      │ 0       │
│ filter     │ 3     │ 2     │ 1      │ 0     │ 0    │ 1      │ 1       │
└────────────┴───────┴───────┴────────┴───────┴──────┴────────┴─────────┘
  attributes: added \`<k>\\u{1b}[31m\` (3); removed \`resource host.name\` (1)

What \`filter\` in \`traces\` did, by example:
  Trace 11111111111111111111111111111111
    shop SERVER GET
    └─ shop CLIENT GET   ✗ is gone
       └─ stock SERVER </a>\\u{202e}   ✗ its parent is gone: an orphan
    … and 2 more spans

Waited 2.3 s for the last spans to be written.
✓ balanced: accepted 3, refused 0; at the taps sent 8, failed 0, written 8.
Usually mended so: Do not, a:b.
BREAKS_TRACES: \`filter\` broke it.`);
});

test('every kind of change is told, and none that there was not', () => {
  const all = stageEntry({
    diverted: 1, tracesDiverted: 11, duplicated: 2, added: 3, idsChanged: 4, parentsChanged: 5, flagsChanged: 6, linksChanged: 7, traceStateChanged: 8, tracesReordered: 9, tracesSplit: 10,
    attributesChanged: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`k${at}`, at])),
  });
  const text = xrayText(xrayDocument({ stages: [all, stageEntry({ component: 'batch' })] }), plain);
  assert.match(text, /\n {2}transform: 1 spans are for another way; 11 traces are all for another way; 2 spans came out again; 3 spans were added; 4 ids changed; 5 parents changed; 6 flags changed; 7 links changed; 8 trace states changed; 9 traces came out in another order; 10 traces went to several destinations; changed `k0` \(0\), .*`k7` \(7\) and 2 more\nWaited/);
});

test('what the Collector warned of is told, as text', () => {
  const text = xrayText(xrayDocument({ warnings: [{ message: 'failed\u001b', count: 3 }, { message: 'once', count: 1 }] }), plain);
  assert.match(text, /\n! the Collector said 3 times: failed\\u\{1b\}\n! the Collector said: once\nWaited/);
});

test('a span that is gone as it is to be is no fault', () => {
  const span = { traceId: '1'.repeat(32), spanId: 'a', parentSpanId: null, service: 'shop', kind: 'CLIENT', name: 'GET', fate: 'dropped as meant' } as const;
  assert.match(xrayText(xrayDocument({ stages: [stageEntry({ fault: 'x', examples: [{ traceId: 'x', omitted: 0, spans: [span] }] })] }), plain), /shop CLIENT GET {3}is gone, as `tracehop\.yaml` wants\n/);
});

test('a component that is there to change something, and changed nothing, is said not to be tested', () => {
  assert.match(xrayText(xrayDocument({ stages: [stageEntry({ component: 'filter/x' })] }), plain), /\n {2}filter\/x: changed nothing of what was sent, which does not test it/);
  for (const other of [stageEntry({ component: 'filter', dropped: 1 }), stageEntry({ component: 'memory_limiter' }), stageEntry({ component: 'transformer' })]) {
    assert.doesNotMatch(xrayText(xrayDocument({ stages: [other] }), plain), /changed nothing/);
  }
});

test('several pipelines are a column of their own', () => {
  assert.match(xrayText(xrayDocument({ stages: [stageEntry(), stageEntry({ pipeline: 'traces/two' })] }), plain), /│ transform │ traces\/two │/);
});

test('expectations, differences and a wait that was given up are told', () => {
  const text = xrayText(xrayDocument({
    verdict: 'WHOLE', mend: null, balanced: false, differences: ['One differs.'], waited: { milliseconds: 1_000, for: 'x', settled: false },
    expectations: [{ expects: 'kept: x', pass: true, found: '', at: null }, { expects: 'absent: y', pass: false, found: '3 came out', at: 'attributes' }],
  }), plain);
  assert.ok(text.endsWith(`
✓ kept: x
✗ expected  absent: y
    found     3 came out, first behind \`attributes\`
Gave up after 1.0 s of waiting for x.
✗ not balanced: accepted 3, refused 0; at the taps sent 8, failed 0, written 8.
    One differs.
NOT AS EXPECTED: 1 of 2 expectations failed. \`filter\` broke it.`), text);
});

test('the last line alone', () => {
  assert.equal(xrayLine(xrayDocument(), plain), 'BREAKS_TRACES: `filter` broke it.');
  const expectations = [{ expects: 'x', pass: false, found: 'y', at: null }];
  assert.equal(xrayLine(xrayDocument({ expectations }), plain), 'BREAKS_TRACES: `filter` broke it. 1 of 1 expectations failed.');
});
