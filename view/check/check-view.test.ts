import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CheckDocument, EdgeEntry } from '../../verifier/check.ts';
import { assertValid, textOf } from '../fixtures.ts';
import { reportHtml } from '../report.ts';
import { verdictOf } from '../verdict/fixtures.ts';

const LINKED: CheckDocument = {
  schema: 'tracehop.check/1', tool: '0.1.0', linked: true, summary: 'every hop of 1 trace is linked: service-a -> service-b 1.', complete: true, files: 1, bytes: 2_500_000, lines: 2,
  spans: 3, traces: 1, roots: 0, entries: 1, orphans: 0, duplicates: 0, conflicts: 0, cycles: 0, unplaced: 0, unreadable: [], unreadableCount: 0, findings: [], services: ['service-a', 'service-b'],
  edges: [edge({})], expectations: [], examples: [], trace: [], seconds: 0.5, peakMemoryBytes: 1,
};

function edge(fields: Partial<EdgeEntry>): EdgeEntry {
  return { from: 'service-a', to: 'service-b', linked: 1, broken: 0, undecided: 0, verdicts: { LINKED: 1 }, brokenSince: null, examples: [], ...fields };
}

function textWith(fields: Partial<CheckDocument>): string {
  assertValid({ ...LINKED, ...fields });
  return textOf({ ...LINKED, ...fields });
}

const BROKEN = edge({ from: 'service-b', to: '', linked: 1, broken: 2, verdicts: { HEADER_STRIPPED: 2, LINKED: 1 }, brokenSince: '2026-01-01T00:00:00.000Z', examples: ['abc'] });

test('what is linked is said with how much was read', () => {
  const text = textWith({ leftOut: 2 });
  assert.match(text, /✓ LINKED every hop of 1 trace is linked: service-a -> service-b 1\. 1 file, 2 lines, 2\.5 MB, in 0\.5 s\. 2 traces that began before, or say no time, are left out\./);
  assert.match(text, /✓ service-a → service-b 1 0 LINKED 1/);
  assert.match(text, /spans 3 traces 1 services 2 roots 0 entered from outside 1 orphans 0 duplicates 0/);
});

test('hops that are broken come first, each with its causes, and when that began', () => {
  assert.match(textWith({ linked: false, edges: [edge({}), BROKEN] }), /✗ NOT LINKED .* 2 hops between services .* ✗ service-b → \(no service\.name\) 1 2 HEADER_STRIPPED 2 LINKED 1 2026-01-01T00:00:00\.000Z abc ✓ service-a → service-b/);
});

test('each cause has its picture, and the first that is broken lies open', () => {
  const alternatives = (['PARENT_REWRITTEN', 'ID_CORRUPTED', 'LINKED'] as const).map((verdict) => ({ verdict, where: 'wire' as const, tell: 'the header' }));
  const open = { ...verdictOf('collector-rewrites-parents'), summary: 'Not decided: the evidence fits three.', alternatives };
  const examples = [open, verdictOf('proxy-strips-header')];
  const text = textWith({ linked: false, examples, edges: [edge({ broken: 3, verdicts: { HEADER_STRIPPED: 3, UNDECIDED: 4 } })] });
  assert.match(text, /\? UNDECIDED service-a → service-b 4 hops, one of them Not decided: it may be PARENT_REWRITTEN, ID_CORRUPTED\. /);
  assert.match(text, /✗ HEADER_STRIPPED service-a → service-b 3 hops, one of them .* To mend it/);
  const opened = [...reportHtml({ ...LINKED, examples }).matchAll(/<details class="case"([^>]*)>/g)].map(([, attributes]) => attributes);
  assert.deepEqual(opened, ['', ' open']);
});

test('what does not hold, and what nobody knows yet, is told from what holds', () => {
  const text = textWith({ linked: false, expectations: [{ edge: 'a -> b', pass: false, found: '0 linked' }, { edge: '!b -> a', pass: true, found: 'none' }, { edge: 'orphans <= 3', limit: 'orphans', pass: false, found: '5', undecided: true }] });
  assert.match(text, /\? NOT LINKED .* ✗ a -> b 0 linked ✓ !b -> a none \? orphans <= 3 5/);
});

test('what changed is told against the files of before', () => {
  const counts = (linked: number, broken: number): { linked: number; broken: number } => ({ linked, broken });
  const text = textWith({ linked: false, baseline: {
    files: 2, counts: [{ count: 'orphans', before: 0, now: 3, worse: true }, { count: 'cycles', before: 0, now: 0, worse: false }],
    edges: [{ from: 'a', to: 'b', before: counts(0, 0), now: counts(1, 2), change: 'broke', worse: true }, { from: 'c', to: 'd', before: counts(1, 0), now: counts(1, 0), change: 'same', worse: false }],
  } });
  assert.match(text, /✗ WORSE .* Compared with 2 files of before: of 2 hops between services, 1 changed\. .* a → b not there 2 of 3 ✗ broke ✗ orphans: 3, and 0 before/);
  assert.doesNotMatch(text, /c → d/);
});

test('the trace that was asked for: its spans in order, its hops, and what is odd', () => {
  const { spans: trace, hops: traceHops } = verdictOf('proxy-strips-header');
  const text = textWith({ trace, traceHops, traceFindings: [{ code: 'ORPHAN', message: 'A parent is gone.' }] });
  assert.match(text, /The trace that was asked for ✗ service-a → service-b HEADER_STRIPPED .* ! A parent is gone\. Trace [\da-f]{32} 1 span service-b SERVER .* no parent Trace [\da-f]{32} 2 spans service-a SERVER .* parent [\da-f]{16} \(remote\) is not there service-a CLIENT /);
});

test('lines that cannot be read are told with their places, the first of them before the rest', () => {
  const unreadable = Array.from({ length: 7 }, (_, at) => ({ file: 'a.jsonl', line: at, reason: 'not a JSON object' }));
  const text = textWith({ unreadable, unreadableCount: 9, findings: [{ code: 'ODD_ID', message: 'Ids.', count: 3, file: 'a.jsonl', line: 4 }] });
  assert.match(text, /lines not read ! 9 What could not be read: 9 lines ✗ a\.jsonl cannot be read: not a JSON object ✗ a\.jsonl:1 .* 2 more lines ✗ a\.jsonl:5 .* And 2 lines that no document names\. Also noticed ! Ids\. 3 times, first in a\.jsonl:4\. ODD_ID/);
});

test('a trace of very many spans is cut, and says so', () => {
  const [span] = verdictOf('healthy').spans;
  const trace = Array.from({ length: 1_200 }, (_, at) => ({ ...span!, spanId: `${at}` }));
  assert.match(textOf({ ...LINKED, trace }), /And 200 spans more\./);
});
