import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Evidence, evidenceOf } from '../evidence.ts';
import { answerOfA, answerOfB, hop } from '../fixtures/evidence.ts';
import { HOPS } from '../fixtures/hops.ts';
import type { Gathered } from '../gathered.ts';
import { decide, RULES } from '../verdict.ts';
import { PLACES, type Rule } from './rule.ts';

type HopName = keyof typeof HOPS;
type Case = HopName | Gathered;

const WITHOUT_B: Gathered['answers'] = { a: answerOfA(), b: 'unknown' };

/** In the order of RULES: a hop for which the rule holds, one for which it does not, and where the evidence leaves it open, one of that. */
const CASES: [code: string, holds: HopName, not: HopName, open?: Case][] = [
  ['REQUEST_FAILED', 'no-answer', 'callee-answers-500', hop({ answers: { a: 'unknown', b: 'unknown' }, tap: [], file: [] })],
  ['UPSTREAM_UNSAMPLED', 'upstream-unsampled', 'unsampled', { ...HOPS['upstream-unsampled'][1], probe: 'unknown' }],
  ['CALLER_UNSAMPLED', 'unsampled', 'upstream-unsampled', { ...HOPS.unsampled[1], probe: 'unknown' }],
  ['STILL_ARRIVING', 'callee-not-yet', 'linked-before-settled', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B, settled: { caller: true, callee: 'unknown' } }],
  ['DROPPED_IN_COLLECTOR', 'both-files-emptied', 'callee-never-arrives', { ...HOPS['callee-never-arrives'][1], emptied: { tap: 'unknown', file: 'unknown', counters: 'unknown' } }],
  ['ID_CORRUPTED', 'trace-id-cut-to-64-bits', 'header-stripped', 'callee-not-yet'],
  ['MALFORMED_TREE', 'layers-in-a-circle', 'express-layers', 'callee-not-yet'],
  ['ENTRY_NOT_INSTRUMENTED', 'caller-not-instrumented', 'caller-never-arrives', { ...HOPS['caller-not-instrumented'][1], answers: { a: 'unknown', b: answerOfB() } }],
  ['CLIENT_NOT_INSTRUMENTED', 'client-not-instrumented', 'header-stripped', { ...HOPS['client-not-instrumented'][1], emptied: { tap: 'unknown', file: 'unknown', counters: 'unknown' } }],
  ['NOT_INJECTED', 'nothing-injected', 'header-stripped', { ...HOPS['nothing-injected'][1], tap: 'unknown', file: 'unknown' }],
  ['CONTEXT_LEAKED', 'client-in-the-trace-of-another-request', 'client-lost-its-context', { ...HOPS['client-in-the-trace-of-another-request'][1], otherTraces: 'unknown' }],
  ['CONTEXT_LOST_IN_PROCESS', 'client-beside-its-server', 'client-in-the-trace-of-another-request', { ...HOPS['client-beside-its-server'][1], settled: { caller: false, callee: false } }],
  ['HEADER_DUPLICATED', 'header-twice', 'header-in-capitals', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['HEADER_MALFORMED', 'header-in-capitals', 'header-ignored', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['FORMAT_MISMATCH', 'header-in-another-format', 'header-ignored', { ...HOPS['header-ignored'][1], answers: WITHOUT_B }],
  ['HEADER_STRIPPED', 'header-stripped', 'nothing-injected', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['TRACE_RESTARTED', 'header-of-another-trace', 'parent-rewritten', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['PARENT_REWRITTEN', 'parent-rewritten', 'header-of-another-trace', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['SAMPLING_FLAG_REWRITTEN', 'sampled-flag-cleared', 'parent-rewritten', { ...HOPS['callee-never-arrives'][1], answers: WITHOUT_B }],
  ['HEADER_IGNORED', 'header-ignored', 'header-of-another-trace', { ...HOPS['header-ignored'][1], answers: WITHOUT_B }],
  ['SERVER_NOT_INSTRUMENTED', 'callee-not-instrumented', 'callee-never-arrives', { ...HOPS['callee-not-instrumented'][1], answers: WITHOUT_B, settled: { caller: true, callee: 'unknown' } }],
  ['CALLEE_UNSAMPLED', 'callee-unsampled', 'callee-never-arrives', { ...HOPS['callee-unsampled'][1], answers: WITHOUT_B }],
  ['CALLER_NOT_EXPORTED', 'caller-never-arrives', 'caller-not-instrumented', 'caller-not-yet'],
  ['CALLEE_NOT_EXPORTED', 'callee-never-arrives', 'callee-not-instrumented', 'callee-not-yet'],
  ['DROPPED_IN_COLLECTOR', 'callee-dropped-from-file', 'callee-never-arrives', { ...HOPS['callee-dropped-from-file'][1], file: 'unknown' }],
  ['DUPLICATE_DELIVERY', 'proxy-retries', 'client-retries', { ...HOPS['proxy-retries'][1], file: 'unknown', allWritten: 'unknown' }],
  ['LINKED', 'healthy', 'callee-dropped-from-file', 'no-file'],
];

function evidence(of: Case): Evidence {
  return evidenceOf(typeof of === 'string' ? HOPS[of][1] : of);
}

test('every rule has its hops in this table, in the order in which the rules are tried', () => {
  assert.deepEqual(CASES.map(([code]) => code), RULES.map(({ code }) => code));
});

for (const [index, [code, holds, not, open]] of CASES.entries()) {
  const rule: Rule = RULES[index]!;
  test(`${code} holds for ${holds}, does not for ${not}, and is open for the third`, () => {
    assert.deepEqual([rule.holds(evidence(holds)), rule.holds(evidence(not)), open && rule.holds(evidence(open))], [true, false, open && 'unknown']);
  });

  test(`${code} is the verdict of ${holds}, with the words of its rule`, () => {
    const of = evidence(holds);
    const { code: found, where, summary, why, fix, linked } = decide(of);
    assert.deepEqual([found, summary, why, fix, linked], [code, rule.sentence(of), rule.why(of), rule.fix?.(of) ?? null, rule.linked ?? false]);
    for (const place of where.split(' or ')) assert.ok((PLACES as readonly string[]).includes(place), where);
  });
}

/** Whole sentences: from a capital or a name to a full stop, with nothing left out in between. */
const SENTENCES = /^(?:[A-Z\d"]|service-).*[^\s.]\.$/s;
const HOLES = /undefined|null|NaN|\[object|\$\{|: \.|: ;| {2}| ,| \.(?:\s|$)|:$|``/;

/** What a request fails with is said by others: `curl` and the service. */
const QUOTED = ['REQUEST_FAILED'];

for (const [name, [, gathered]] of Object.entries(HOPS)) {
  for (const rule of RULES as readonly Rule[]) {
    const of = evidenceOf(gathered);
    if (rule.holds(of) !== true) continue;
    test(`${rule.code} speaks in whole sentences of ${name}`, () => {
      const said = { sentence: rule.sentence(of), why: rule.why(of), fix: rule.fix?.(of) };
      for (const [part, text] of Object.entries(said)) {
        if (text === undefined) continue;
        if (!(part === 'sentence' && QUOTED.includes(rule.code))) assert.match(text, SENTENCES, part);
        assert.doesNotMatch(text, HOLES, part);
      }
    });
  }
}

for (const rule of RULES as readonly Rule[]) {
  test(`what would tell ${rule.code} apart is an observation that completes a sentence`, () => {
    assert.match(rule.tell, /^(?:the|what|whether|spans) \S.*[^.\s]$/);
    assert.doesNotMatch(rule.tell, HOLES);
  });
}

test('a rule says how it is mended, unless there is nothing to mend', () => {
  assert.deepEqual((RULES as readonly Rule[]).filter(({ fix }) => !fix).map(({ code }) => code), ['LINKED']);
});
