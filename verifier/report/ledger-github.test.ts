import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ledgerOf } from './fixtures.ts';
import { ledgerAnnotations, ledgerSummary } from './ledger-github.ts';
import { ledgerJunit } from './ledger-junit.ts';

const LEDGER = ledgerOf(['healthy', 'header-stripped', 'header-stripped', 'no-file']);

test('each verdict that is not linked is an annotation, and a test case that fails', () => {
  assert.match(ledgerAnnotations(LEDGER), /^::error title=HEADER_STRIPPED::2 of 4 requests\. The first: .* To mend it: [^\n]*\n::warning title=UNDECIDED::1 of 4 requests\. The first: [^\n]*\n$/);
  assert.match(ledgerJunit(LEDGER), /<testcase classname="requests" name="LINKED"\/>\s*<testcase classname="requests" name="HEADER_STRIPPED">\s*<failure message="2 of 4 requests\. The first: /);
  assert.equal(ledgerAnnotations(ledgerOf(['healthy'])), '');
});

test('the summary has the counts, and an example of each as a diagram', () => {
  const summary = ledgerSummary(LEDGER);
  assert.ok(summary.startsWith(`\
### NOT LINKED: 3 of 4 requests

| requests | linked | broken | missing | failed |
|--:|--:|--:|--:|--:|
| 4 | 1 | 2 | 1 | 0 |

| verdict | requests |
|---|--:|
| LINKED | 1 |
| HEADER_STRIPPED | 2 |
| UNDECIDED | 1 |

**❌ HEADER_STRIPPED**: `), summary);
  assert.equal(summary.match(/^sequenceDiagram$/gm)!.length, 2);
});
