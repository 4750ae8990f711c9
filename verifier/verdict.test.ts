import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import type { Gathered } from './gathered.ts';
import { A_CLIENT, answerOfA, answerOfB, clientOfA, everywhere, hop, PROBE_PARENT, serverOfA, serverOfB, SPANS, TRACE, traceparent } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { SOURCES, without } from './removal.ts';
import { type Code, CODES, decide, type Verdict } from './verdict.ts';

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
  ['headers-too-large', 'The request itself failed, so there is no hop to judge: service-a answered 431: the request\'s headers are too large'],
  ['callee-not-yet', 'Not all spans are in, and more can come: the SERVER span of service-b has not arrived yet.'],
  ['callee-dropped-from-file', 'The Collector received the SERVER span of service-b, and did not write it to its file.'],
  ['header-in-capitals', 'What reached service-b is no valid trace context: hexadecimal digits must be lower-case.'],
  ['header-in-another-format', 'service-a speaks B3 single, and service-b reads W3C only: it did not see the context that arrived.'],
  ['trace-id-cut-to-64-bits', 'An id was changed on its way to the file: trace id 00000000000000008448eb211c80319c has the lower 64 bits of 0af7651916cd43dd8448eb211c80319c, and not the upper ones.'],
];

for (const [name, summary] of SUMMARIES) {
  test(`${name} is summed up in one sentence`, () => assert.equal(verdictOf(HOPS[name][1]).summary, summary));
}

const CONTRADICTIONS: [says: string, gathered: Gathered, check: string][] = [
  ['A does not continue the probe', hop(everywhere(serverOfB(), clientOfA(), serverOfA({ parentSpanId: undefined }))), 'caller-continues-probe'],
  ['another header arrived than the one that B\'s span names', hop({ answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [traceparent('9999999999999999')]]]) }) } }), 'received-is-sent'],
  ['B\'s span has its parent in its own process', hop(everywhere(serverOfB({ flags: 257 }), clientOfA(), serverOfA())), 'parent-is-remote'],
  ['A\'s answer names another parent than its span', hop({ answers: { a: answerOfA({ parentSpanId: A_CLIENT }), b: answerOfB() } }), 'caller-answer-is-its-span'],
  ['A\'s answer says that its span is not sampled', hop({ answers: { a: answerOfA({ sampled: false }), b: answerOfB() }, settled: { caller: false, callee: false } }), 'caller-answer-is-its-span'],
  ['B\'s span recorded another header than B answers', hop(everywhere(serverOfB({ requestHeaders: new Map([['traceparent', [traceparent('9999999999999999')]]]) }), clientOfA(), serverOfA())), 'received-is-recorded'],
  ['A\'s CLIENT span recorded a header that names another span', hop(everywhere(serverOfB(), clientOfA({ requestHeaders: new Map([['traceparent', [traceparent('9999999999999999')]]]) }), serverOfA())), 'sent-names-client'],
  ['B reads no format of what it continued', hop({ answers: { a: answerOfA(), b: answerOfB({ propagationFields: ['b3'] }) } }), 'callee-reads-what-it-used'],
  ['the file has a span that the tap has not', hop({ tap: [clientOfA(), serverOfA()], allWritten: true }), 'file-is-tap'],
  ['the file has another parent for a span than the tap', hop({ tap: [serverOfB({ parentSpanId: PROBE_PARENT }), clientOfA(), serverOfA()], file: SPANS }), 'file-is-tap'],
  ['the probe says that nothing is to be recorded', hop({ probe: { traceId: TRACE, parentId: PROBE_PARENT, sampled: false } }), 'caller-obeys-probe'],
];

for (const [says, gathered, check] of CONTRADICTIONS) {
  test(`a hop is UNDECIDED where ${says}`, () => {
    const { code, linked, summary, alternatives, findings } = verdictOf(gathered);
    assert.deepEqual({ code, linked }, { code: 'UNDECIDED', linked: false });
    assert.match(summary, /^Not decided: the witnesses contradict each other in `/);
    assert.ok(summary.includes(`\`${check}\``));
    assert.ok(alternatives.length <= 1);
    assert.ok(findings.some((finding) => finding.code === 'WITNESSES_DISAGREE' && finding.message.includes(`\`${check}\``)));
  });
}

test('where A did not go on from the probe, the mend names what its propagator reads', () => {
  assert.match(verdictOf(hop(everywhere(serverOfB(), clientOfA(), serverOfA({ parentSpanId: undefined })))).fix ?? '', /OTEL_PROPAGATORS/);
});

const LINKED_CODES: Code[] = ['LINKED', 'DUPLICATE_DELIVERY'];

test('linked says so: a hop that is whole, once or several times', () => {
  for (const [, gathered] of Object.values(HOPS)) {
    const { code, linked } = verdictOf(gathered);
    assert.equal(linked, LINKED_CODES.includes(code), code);
  }
});

test('every broken hop says where, why, and how it is mended', () => {
  for (const [name, [, gathered]] of Object.entries(HOPS)) {
    const { code, where, linked, why, fix } = verdictOf(gathered);
    if (linked || code === 'UNDECIDED') continue;
    assert.ok(why && fix, name);
    assert.ok(where !== 'nowhere' || code === 'STILL_ARRIVING', name);
  }
});

const PLACES: [name: keyof typeof HOPS, where: string, differs?: Partial<Gathered>][] = [
  ['header-twice', 'wire'],
  ['header-twice', 'caller or wire', everywhere(clientOfA({ scope: '@opentelemetry/instrumentation-undici' }), serverOfA())],
  ['header-twice', 'caller', everywhere(clientOfA({ requestHeaders: new Map([['traceparent', [traceparent(A_CLIENT), traceparent(A_CLIENT)]]]) }), serverOfA())],
  ['header-in-capitals', 'wire'],
  ['header-in-capitals', 'caller', everywhere(clientOfA({ requestHeaders: new Map([['traceparent', [traceparent(A_CLIENT).toUpperCase()]]]) }), serverOfA())],
  ['trace-id-cut-to-64-bits', 'export'],
  ['trace-id-cut-to-64-bits', 'export or collector', { tap: 'unknown' }],
];

for (const [name, where, differs] of PLACES) {
  test(`the place of ${name}${differs ? `, ${JSON.stringify(differs).slice(0, 50)}` : ''} is ${where}`, () => assert.equal(verdictOf({ ...HOPS[name][1], ...differs }).where, where));
}

test('an undecided verdict says what would tell its alternatives apart', () => {
  assert.deepEqual(verdictOf(HOPS['no-file'][1]).alternatives, [
    { verdict: 'DROPPED_IN_COLLECTOR', where: 'collector', tell: 'the raw tap beside the file' },
    { verdict: 'LINKED', where: 'nowhere', tell: 'the three spans of the hop in the file' },
  ]);
});

test('where the request failed, nothing else is judged', () => {
  const { code, where, alternatives } = verdictOf(HOPS['caller-timed-out-and-linked-late'][1]);
  assert.deepEqual({ code, where, alternatives }, { code: 'REQUEST_FAILED', where: 'request', alternatives: [] });
});

// The properties of removal (properties.test.ts) would hold for a verifier that never decides.
test('the healthy hop is LINKED without any one of its sources', () => {
  for (const source of SOURCES) assert.equal(verdictOf(without(hop(), [source])).code, 'LINKED', source);
});

test('without B\'s answer, a call without a SERVER span of B leaves open which attempt counts', () => {
  assert.equal(verdictOf(without(HOPS['client-retries'][1], ['the answer of B'])).code, 'LINKED');
  assert.equal(verdictOf(without(HOPS['second-attempt-never-arrives'][1], ['the answer of B'])).code, 'UNDECIDED');
});

test('every code has a hop that has it, and one that has it not', () => {
  const codes = new Set<Code>(Object.values(HOPS).map(([code]) => code));
  assert.deepEqual(CODES.filter((code) => !codes.has(code)), []);
});
