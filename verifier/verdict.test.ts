import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf, type Gathered } from './evidence.ts';
import { A_CLIENT, answerOfA, answerOfB, clientOfA, everywhere, hop, HOPS, serverOfA, serverOfB, traceparent } from './fixtures.ts';
import type { Span } from './span.ts';
import { and, seen, type Truth, type Witness } from './truth.ts';
import { type Code, decide, type Verdict } from './verdict.ts';

function verdictOf(gathered: Gathered): Verdict {
  return decide(evidenceOf(gathered));
}

for (const [name, [code, gathered]] of Object.entries(HOPS)) {
  test(`${name} is ${code}`, () => assert.equal(verdictOf(gathered).code, code));
}

const SUMMARIES: [trace: keyof typeof HOPS, summary: string][] = [
  ['healthy', 'service-b joined the trace of service-a: its SERVER span is the child of CLIENT span cccccccccccccc01, which lies below SERVER span aaaaaaaaaaaaaaa0, in trace 0af7651916cd43dd8448eb211c80319c.'],
  ['no-answer', 'The request itself failed, so there is no hop to judge: connect ECONNREFUSED'],
  ['caller-timed-out', 'The request itself failed, so there is no hop to judge: The call to service B failed: timeout.'],
  ['headers-too-large', 'The request itself failed, so there is no hop to judge: service-a gave no usable answer'],
  ['nothing-yet', 'Not all spans are in, and more can come: the SERVER span of service-a has not arrived yet. Wait longer with --timeout.'],
  ['callee-not-yet', 'Not all spans are in, and more can come: the SERVER span of service-b has not arrived yet. Wait longer with --timeout.'],
  ['callee-never-arrives', 'service-b did not join the trace of service-a: service-b\'s SERVER span is not there.'],
  ['caller-never-arrives', 'service-b did not join the trace of service-a: service-a\'s SERVER span is not there; service-a\'s CLIENT span is not there.'],
  ['callee-dropped-from-file', 'service-b did not join the trace of service-a: a span was received by the Collector and not written to its file.'],
  ['parent-rewritten', 'service-b did not join the trace of service-a: `received-is-sent` expected 00-0af7651916cd43dd8448eb211c80319c-cccccccccccccc01-01'
    + ' and found 00-0af7651916cd43dd8448eb211c80319c-9999999999999999-01; `parent-matches` expected 0af7651916cd43dd8448eb211c80319c cccccccccccccc01'
    + ' and found 0af7651916cd43dd8448eb211c80319c 9999999999999999.'],
  ['unsampled-before-settled', 'Not decided: the evidence fits NOT_LINKED or LINKED.'],
];

for (const [name, summary] of SUMMARIES) {
  test(`${name} is summed up in one sentence`, () => assert.equal(verdictOf(HOPS[name][1]).summary, summary));
}

const CONTRADICTIONS: [says: string, gathered: Gathered, check: string][] = [
  ['A does not continue the probe', hop(everywhere(serverOfB(), clientOfA(), serverOfA({ parentSpanId: undefined }))), 'caller-continues-probe'],
  ['another header arrived than the one that B\'s span names', hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [traceparent('9999999999999999')]]]) }) } }), 'received-is-sent'],
  ['B\'s span has its parent in its own process', hop(everywhere(serverOfB({ flags: 257 }), clientOfA(), serverOfA())), 'parent-is-remote'],
  ['A\'s answer names another parent than its span', hop({ answers: { a: answerOfA({ parentSpanId: A_CLIENT }), b: answerOfB() } }), 'caller-answer-is-its-span'],
];

for (const [says, gathered, check] of CONTRADICTIONS) {
  test(`a complete hop is UNDECIDED where ${says}`, () => {
    const { code, linked, summary, alternatives, findings } = verdictOf(gathered);
    assert.deepEqual({ code, linked, summary }, { code: 'UNDECIDED', linked: false, summary: 'Not decided: the witnesses contradict each other.' });
    assert.deepEqual(alternatives.map(({ verdict }) => verdict), ['LINKED']);
    assert.ok(findings.some((finding) => finding.code === 'WITNESSES_DISAGREE' && finding.message.includes(`\`${check}\``)));
  });
}

test('linked says so, and is the only verdict that does', () => {
  for (const [, gathered] of Object.values(HOPS)) {
    const { code, linked } = verdictOf(gathered);
    assert.equal(linked, code === 'LINKED');
  }
});

test('an undecided verdict says what would tell its alternatives apart', () => {
  assert.deepEqual(verdictOf(HOPS['unsampled-before-settled'][1]).alternatives, [
    { verdict: 'NOT_LINKED', where: 'hop', tell: 'the spans that are missing from the file, or the proof that nothing more comes' },
    { verdict: 'LINKED', where: 'nowhere', tell: 'the three spans of the hop in the file' },
  ]);
});

test('an error of B is a finding on a linked hop, and without one there is none', () => {
  assert.deepEqual(verdictOf(HOPS['callee-answers-500'][1]).findings, [
    { code: 'ERROR_STATUS', message: 'The SERVER span of service-b has status ERROR.', spanId: 'bbbbbbbbbbbbbb01' },
    { code: 'CALLEE_ERROR', message: 'The callee answered with HTTP status 500.' },
  ]);
  assert.deepEqual(verdictOf(hop()).findings, []);
});

test('where the request failed, nothing else is judged', () => {
  const { code, where, alternatives } = verdictOf(HOPS['caller-timed-out-and-linked-late'][1]);
  assert.deepEqual({ code, where, alternatives }, { code: 'REQUEST_FAILED', where: 'request', alternatives: [] });
});

/** How each source of evidence is taken away: what it said is then `unknown`, never an empty list. */
const REMOVALS: Record<string, (gathered: Gathered) => Gathered> = {
  'probe': (gathered) => ({ ...gathered, probe: 'unknown' }),
  // How long a service holds its spans back is part of its answer.
  'answer of A': ({ answers, settled, ...rest }) =>
    ({ ...rest, requestError: null, answers: { ...answers, a: 'unknown' }, settled: { ...settled, caller: 'unknown' } }),
  'answer of B': ({ answers, settled, ...rest }) => ({ ...rest, answers: { ...answers, b: 'unknown' }, settled: { ...settled, callee: 'unknown' } }),
  'captured headers of A': (gathered) => withSpans(gathered, (span) => span.service === 'service-a' ? { ...span, requestHeaders: new Map() } : span),
  'captured headers of B': (gathered) => withSpans(gathered, (span) => span.service === 'service-b' ? { ...span, requestHeaders: new Map() } : span),
  // Where nobody looks for a service's spans, nobody knows either whether more come.
  'spans of A': ({ settled, ...rest }) =>
    withSpans({ ...rest, settled: { ...settled, caller: 'unknown' } }, (span) => span.service === 'service-a' ? undefined : span),
  'spans of B': ({ settled, ...rest }) =>
    withSpans({ ...rest, settled: { ...settled, callee: 'unknown' } }, (span) => span.service === 'service-b' ? undefined : span),
  'tap': (gathered) => ({ ...gathered, tap: 'unknown' }),
  'file': (gathered) => ({ ...gathered, file: 'unknown' }),
  'counters': (gathered) => gathered,
};
const SOURCES = Object.keys(REMOVALS);

function withSpans(gathered: Gathered, map: (span: Span) => Span | undefined): Gathered {
  const mapped = (spans: Witness<readonly Span[]>): Witness<readonly Span[]> => seen(spans) ? spans.flatMap((span) => map(span) ?? []) : spans;
  return { ...gathered, tap: mapped(gathered.tap), file: mapped(gathered.file) };
}

/** As the watch on the Collector has it: whichever was not emptied proves that nothing was. */
function truncatedWithout(removed: readonly string[], truncated: Truth): Truth {
  return and(...['tap', 'file', 'counters'].map((source) => removed.includes(source) ? 'unknown' : truncated));
}

function without(gathered: Gathered, removed: readonly string[]): Gathered {
  const reduced = removed.reduce((left, source) => REMOVALS[source]!(left), gathered);
  return { ...reduced, truncated: truncatedWithout(removed, gathered.truncated) };
}

function subsets(sources: readonly string[]): string[][] {
  return sources.reduce<string[][]>((sets, source) => [...sets, ...sets.map((set) => [...set, source])], [[]]);
}

/** The verdicts that the evidence leaves open. */
function open({ code, alternatives }: Verdict): Code[] {
  return code === 'UNDECIDED' ? alternatives.map(({ verdict }) => verdict) : [code];
}

// Not for evidence that contradicts itself: without one of two witnesses there is no contradiction to see.
for (const [name, [, gathered]] of Object.entries(HOPS)) {
  test(`${name}: without any of its sources the verdict is the same, or UNDECIDED with the right one among its alternatives`, () => {
    const whole = verdictOf(gathered);
    const wrong = subsets(SOURCES).flatMap((removed) => {
      const reduced = verdictOf(without(gathered, removed));
      return open(whole).every((code) => open(reduced).includes(code)) ? [] : [`without ${removed.join(', ')}: ${reduced.code} of ${open(reduced).join(', ')}`];
    });
    assert.deepEqual(wrong, []);
  });
}

// The property above would hold for a verifier that never decides.
const NOT_NEEDED = ['probe', 'answer of B', 'captured headers of A', 'captured headers of B', 'tap', 'counters'];

for (const source of SOURCES) {
  const code = NOT_NEEDED.includes(source) ? 'LINKED' : 'UNDECIDED';
  test(`the healthy hop without the ${source} is ${code}`, () => assert.equal(verdictOf(without(hop(), [source])).code, code));
}

test('without B\'s answer, a call without a SERVER span of B leaves open which attempt counts', () => {
  assert.equal(verdictOf(without(HOPS['client-retries'][1], ['answer of B'])).code, 'LINKED');
  assert.equal(verdictOf(without(HOPS['second-attempt-never-arrives'][1], ['answer of B'])).code, 'UNDECIDED');
});
