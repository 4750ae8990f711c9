import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOPS } from '../fixtures/hops.ts';
import { checkAnnotations, checkSummary } from './check-github.ts';
import { checkDocument, documentOf, edgeEntry } from './fixtures.ts';

const BROKEN = documentOf(HOPS['header-stripped'][1]);
const CHECK = checkDocument({
  linked: false, summary: '1 orphan.', edges: [edgeEntry({ broken: 1, verdicts: { LINKED: 1, HEADER_STRIPPED: 1 }, brokenSince: '2026-11-25T17:49:24.967Z' }), edgeEntry({ to: 'a|b', linked: 0, undecided: 1, verdicts: { UNDECIDED: 1 } })],
  examples: [{ ...BROKEN, summary: 'It was removed.', fix: 'Let it through.' }], expectations: [{ edge: '!a -> b', pass: false, found: '3 linked' }],
  unreadable: [{ file: 'traces,1.jsonl', line: 7, reason: 'no JSON' }, { file: 'gone', line: 0, reason: 'is not there' }], unreadableCount: 2,
});

test('each hop that is broken or open, each expectation and each line is an annotation', () => {
  assert.equal(checkAnnotations(CHECK), `\
::error title=broken%3A service-a -> service-b::1 of 2 hops: LINKED 1, HEADER_STRIPPED 1. It was removed. To mend it: Let it through.
::warning title=undecided%3A service-a -> a|b::UNDECIDED 1
::error title=not as expected::!a -> b: 3 linked
::warning file=traces%2C1.jsonl,line=7,title=cannot be read::no JSON
::warning file=gone,title=cannot be read::is not there
`);
});

test('a linked check is quiet', () => assert.equal(checkAnnotations(checkDocument()), ''));

test('the summary has a table of the hops, and an example of each that is broken', () => {
  const [head, example] = checkSummary(CHECK).split('#### ');
  assert.equal(head, `\
### Check: NOT LINKED

**❌** 1 orphan.

In all 3 spans in 1 trace, of 1 file; 2 lines cannot be read.

| hop | linked | broken | undecided | verdicts | broken since |
|---|--:|--:|--:|---|---|
| service-a -&#62; service-b | 1 | 1 | 0 | LINKED 1, HEADER_STRIPPED 1 | 2026-11-25T17:49:24.967Z |
| service-a -&#62; a&#124;b | 0 | 0 | 1 | UNDECIDED 1 |  |

- ❌ !a -&#62; b: 3 linked

`);
  assert.match(example!, /^HEADER_STRIPPED: service-a -&#62; service-b\n\n\*\*❌ HEADER_STRIPPED\*\*: It was removed\.\n\n```mermaid\n/);
});

test('of very many hops, a part is shown, and how many more there are', () => {
  const summary = checkSummary(checkDocument({ edges: Array.from({ length: 1_000 }, (_, at) => edgeEntry({ to: `${at}${'x'.repeat(500)}` })) }));
  assert.match(summary, /^And 800 more\.$/m);
  assert.ok(summary.length < 100_000, `${summary.length} characters`);
});
