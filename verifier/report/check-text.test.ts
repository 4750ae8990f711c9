import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CheckDocument } from '../check.ts';
import { verdictDocument } from '../document.ts';
import { HOPS } from '../fixtures/hops.ts';
import { judgedOf } from '../fixtures/judged.ts';
import { checkLine, checkText } from './check-text.ts';
import { checkDocument, edgeEntry as edge } from './fixtures.ts';
import { plain } from './paint.ts';

const LINKED = checkDocument();

function exampleOf(name: keyof typeof HOPS): CheckDocument['examples'] {
  return [verdictDocument(judgedOf(HOPS[name][1]), { tool: '0.1.0', collector: { kind: 'unknown', version: 'unknown' }, findings: [], milliseconds: { start: 0, request: 0, spans: 0, total: 0 } })];
}

const HEAD = '1 file, 2 lines, 2.5 MB, in 0.5 s.\n3 spans in 1 trace of 2 services: 0 roots, 1 entered from outside';

const TABLE = `┌────────────────────────┬────────┬────────┬──────────┬──────────────┐
│ hop                    │ linked │ broken │ verdicts │ broken since │
│ service-a -> service-b │ 1      │ 0      │ LINKED 1 │              │
└────────────────────────┴────────┴────────┴──────────┴──────────────┘`;

const CASES: Record<string, [fields: Partial<CheckDocument>, text: string]> = {
  'a linked hop': [{}, `${HEAD}.
${TABLE}
LINKED: every hop of 1 trace is linked: service-a -> service-b 1.`],
  'what was known when it was interrupted': [{ complete: false }, `${HEAD}.
${TABLE}
LINKED: every hop of 1 trace is linked: service-a -> service-b 1. This is what was known when it was interrupted.`],
  'a broken hop': [{
    linked: false, summary: 'service-a -> service-b is broken in 1 of 1 hops (HEADER_STRIPPED); 1 orphan.', orphans: 1, examples: exampleOf('header-stripped'),
    edges: [edge({ linked: 0, broken: 1, verdicts: { HEADER_STRIPPED: 1 }, brokenSince: '2026-01-01T00:00:00.000Z' })],
  }, `${HEAD}, 1 orphan.
┌────────────────────────┬────────┬────────┬───────────────────┬──────────────────────────┐
│ hop                    │ linked │ broken │ verdicts          │ broken since             │
│ service-a -> service-b │ 0      │ 1      │ HEADER_STRIPPED 1 │ 2026-01-01T00:00:00.000Z │
└────────────────────────┴────────┴────────┴───────────────────┴──────────────────────────┘

service-a -> service-b: HEADER_STRIPPED, 1 hop. One of them:
  Trace 4bf92f3577b34da6a3ce929d0e0e4736
    service-b SERVER GET /work   bbbbbbbbbbbbbb01   no parent
  Trace 0af7651916cd43dd8448eb211c80319c
    service-a SERVER GET /call-b   aaaaaaaaaaaaaaa0   parent b7ad6b7169203331 (remote) is not there
    └─ service-a CLIENT GET   cccccccccccccc01
≠ between \`sent\` and \`received\`
    sent      00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01
    received  nothing
  The trace context left service-a and did not reach service-b: it was removed on the way.
  Why: service-a's CLIENT span recorded the header that it sent; service-b looked for it, and it was not there.
  To mend it: Look at what stands between the two (a proxy, gateway, load balancer or service mesh): it must let \`traceparent\` and \`tracestate\` through.

NOT LINKED: service-a -> service-b is broken in 1 of 1 hops (HEADER_STRIPPED); 1 orphan.`],
  'a hop that is not decided': [{
    linked: false, summary: '`service-a -> service-b` does not hold: 0 linked, 0 broken, 1 undecided.', edges: [edge({ linked: 0, undecided: 1, verdicts: { UNDECIDED: 1 } })],
    expectations: [{ edge: 'service-a -> service-b', pass: false, found: '0 linked, 0 broken, 1 undecided' }, { edge: '!service-b -> service-a', pass: true, found: '0 linked' }],
  }, `${HEAD}.
┌────────────────────────┬────────┬────────┬─────────────┬──────────────┐
│ hop                    │ linked │ broken │ verdicts    │ broken since │
│ service-a -> service-b │ 0      │ 0      │ UNDECIDED 1 │              │
└────────────────────────┴────────┴────────┴─────────────┴──────────────┘

✗ service-a -> service-b                   0 linked, 0 broken, 1 undecided
✓ !service-b -> service-a                  0 linked
NOT LINKED: \`service-a -> service-b\` does not hold: 0 linked, 0 broken, 1 undecided.`],
  'what cannot be read, and what is odd': [{
    unreadable: Array.from({ length: 7 }, (_, at) => ({ file: 'a.jsonl', line: at, reason: 'not a JSON object' })), unreadableCount: 7,
    findings: [{ code: 'CR_LF', message: 'Lines.', count: 1, file: 'a.jsonl', line: 1 }, { code: 'ODD_ID', message: 'Ids.', count: 3, file: 'a.jsonl', line: 4 }, { code: 'EMPTY_FILE', message: 'Empty.', count: 1, file: 'b.jsonl', line: 0 }, { code: 'END_BEFORE_START', message: 'Spans.', count: 2, file: '', line: 0 }],
  }, `${HEAD}.
${TABLE}
✗ a.jsonl cannot be read: not a JSON object
✗ a.jsonl:1 cannot be read: not a JSON object
✗ a.jsonl:2 cannot be read: not a JSON object
✗ a.jsonl:3 cannot be read: not a JSON object
✗ a.jsonl:4 cannot be read: not a JSON object
  and 2 more lines that cannot be read (--json names the first 100)
! Lines. In a.jsonl:1.
! Ids. 3 times, first in a.jsonl:4.
! Empty. In b.jsonl.
! Spans. 2 times.
LINKED: every hop of 1 trace is linked: service-a -> service-b 1.`],
  'what would steer a terminal, or turn a line around': [{
    edges: [edge({ from: 'a\u001b[31m', to: '' })], unreadable: [{ file: 'x\u202e.jsonl', line: 1, reason: 'token \u0000\n' }], unreadableCount: 1,
    findings: [{ code: 'ODD_ID', message: 'Ids.', count: 1, file: 'x\u0007', line: 2 }], summary: 'a\u001b[31m -> b 1.',
  }, `${HEAD}.
┌──────────────────────────────────┬────────┬────────┬──────────┬──────────────┐
│ hop                              │ linked │ broken │ verdicts │ broken since │
│ a\\u{1b}[31m -> (no service.name) │ 1      │ 0      │ LINKED 1 │              │
└──────────────────────────────────┴────────┴────────┴──────────┴──────────────┘
✗ x\\u{202e}.jsonl:1 cannot be read: token \\u{0}\\u{a}
! Ids. In x\\u{7}:2.
LINKED: a\\u{1b}[31m -> b 1.`],
};

for (const [says, [fields, text]] of Object.entries(CASES)) {
  test(says, () => assert.equal(checkText({ ...LINKED, ...fields }, plain), text));
}

test('--quiet says the last line alone', () => assert.equal(checkLine(LINKED, plain), `LINKED: ${LINKED.summary}`));

test('of very many hops those that are broken are shown, and how many more there are', () => {
  const edges = Array.from({ length: 700 }, (_, at) => edge({ from: `a${at}`, ...(at % 2 === 0 ? {} : { linked: 0, broken: 1 }) }));
  const text = checkText({ ...LINKED, edges }, plain);
  assert.match(text, /\nand 200 more hops between services, of which 0 are broken \(--json names them all\)\n/);
  assert.deepEqual([699, 698, 2].map((at) => text.includes(`│ a${at} -> service-b`)), [true, false, true]);
});
