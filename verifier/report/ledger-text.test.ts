import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ledgerOf } from './fixtures.ts';
import { ledgerText } from './ledger-text.ts';
import { plain } from './paint.ts';

test('the whole text: all linked', () => {
  assert.equal(ledgerText(ledgerOf(['healthy', 'healthy']), plain), `┌──────────┬────────┬────────┬─────────┬────────┐
│ requests │ linked │ broken │ missing │ failed │
├──────────┼────────┼────────┼─────────┼────────┤
│ 2        │ 2      │ 0      │ 0       │ 0      │
└──────────┴────────┴────────┴─────────┴────────┘
1 answers a second, in 2.5 s; latency p50 2.5 ms, p99 4.95 ms, max 9 ms.
The Collector accepted 6 spans, refused 0, wrote 6, failed to write 0: the 3 spans of every request.
LINKED: all 2 requests; nothing broken, missing or failed.`);
});

test('each code that is not LINKED has its count and its first example', () => {
  const text = ledgerText(ledgerOf(['healthy', 'header-stripped', 'header-stripped', 'no-answer', 'no-file']), plain);
  assert.match(text, /^! HEADER_STRIPPED: 2 requests\. The first: The trace context left service-a/m);
  assert.match(text, /^! REQUEST_FAILED: 1 requests\./m);
  assert.match(text, /^ {4}its traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01$/m);
  assert.match(text, /\nNOT LINKED: 4 of 5 requests: 2 broken, 1 missing, 1 failed\.$/);
});

test('counters that disagree with the requests are said to', () => {
  assert.match(ledgerText(ledgerOf(['healthy'], { accepted: 4 }), plain), /not the 3 spans of each of 1 requests/);
  assert.match(ledgerText(ledgerOf(['healthy'], { sent: 2 }), plain), /not the 3 spans of each of 1 requests/);
  assert.match(ledgerText(ledgerOf(['healthy'], { accepted: 'unknown' }), plain), /The Collector's counters were not to be had\./);
});
