import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { type Expected, type Moment, OpenRequests } from '../lab/open-requests.ts';
import { A_CLIENT, A_SERVER, B_SERVER, clientOfA, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, SPANS, STOOD, TRACE, traceparent } from './fixtures/evidence.ts';
import type { Judged } from './judge.ts';
import { answered, judgeAgain, type SavedAnswer, type SavedRun, savedRun } from './replay.ts';
import type { Span } from './span.ts';
import type { TraceContext } from './wire.ts';

const EDGES: Expected['edges'] = [{ caller: 'service-a', callee: 'service-b' }];
const SETTLED: Moment = { hasTap: true, quiet: 60_000, emptied: STOOD, allWritten: true, holding: false, outage: false, gone: () => false };

/** The ids of the fixtures, one digit changed for each request. */
const numbered = (text: string, request: number): string => text.replaceAll(/[\da-f]{15,31}[\da-f]/g, (id) => `${id.slice(0, -1)}${request}`);
const spansOf = (spans: readonly Span[], request: number): Span[] => spans.map((span) => ({
  ...span, traceId: numbered(span.traceId, request), spanId: numbered(span.spanId, request), parentSpanId: span.parentSpanId && numbered(span.parentSpanId, request),
  requestHeaders: new Map([...span.requestHeaders].map(([name, values]) => [name, values.map((value) => value.replaceAll(/(?<=-)[\da-f]{16,32}/g, (id) => numbered(id, request)))])),
}));

interface Case { answer: SavedAnswer; spans: readonly Span[]; code: string }

function answer(traceOfB = TRACE, more: object = {}): SavedAnswer {
  const own = { sampled: true, propagation_fields: ['traceparent'], export_delay_ms: 200 };
  return { httpStatus: 200, body: {
    service_a: { trace_id: TRACE, span_id: A_SERVER, parent_span_id: PROBE_PARENT, parent_is_remote: true, ...own },
    service_b: { trace_id: traceOfB, span_id: B_SERVER, parent_span_id: traceOfB === TRACE ? A_CLIENT : null, received: traceOfB === TRACE ? { traceparent: [traceparent(A_CLIENT)] } : {}, ...own },
    service_b_status: 200, ...more,
  } };
}

const CASES: Case[] = [
  { answer: answer(), spans: SPANS, code: 'LINKED' },
  { answer: answer(OTHER_TRACE), spans: [serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()], code: 'HEADER_STRIPPED' },
  { answer: answer(), spans: [clientOfA(), serverOfA()], code: 'CALLEE_NOT_EXPORTED' },
  { answer: answer(TRACE, { error: 'no' }), spans: SPANS, code: 'REQUEST_FAILED' },
  { answer: { error: 'connect ECONNREFUSED' }, spans: [], code: 'REQUEST_FAILED' },
];

function ofRequest({ answer: given, spans }: Case, request: number): { probe: TraceContext; answer: SavedAnswer; spans: Span[] } {
  const text = JSON.stringify(given).replaceAll(/(?<=["-])[\da-f]{16,32}/g, (id) => numbered(id, request));
  return { probe: { traceId: numbered(TRACE, request), parentId: numbered(PROBE_PARENT, request), sampled: true }, answer: JSON.parse(text) as SavedAnswer, spans: spansOf(spans, request) };
}

/** Through the lab: sent, answered, and seen, and judged when all is quiet. */
function live(cases: readonly Case[], ownLab: boolean, change: (requests: ReturnType<typeof ofRequest>[]) => void = () => undefined): { judged: Judged[]; saved: SavedRun; spans: Span[] } {
  let now = 0;
  const open = new OpenRequests({ edges: EDGES, requests: cases.length, ownLab }, () => now);
  const requests = cases.map(ofRequest);
  change(requests);
  for (const { probe } of requests) open.begin(probe);
  for (const { spans } of requests) open.saw({ tap: spans, file: spans, emptied: { tap: false, file: false } });
  for (const { probe, answer: given } of requests) open.answered(probe, given);
  now = SETTLED.quiet;
  const decided = open.rest(SETTLED);
  return { judged: decided, saved: savedRun(decided, { kind: 'otelcol', version: '0.159.0' }), spans: requests.flatMap(({ spans }) => spans) };
}

const inJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

for (const one of CASES) {
  test(`alone, ${one.code} is the verdict live, and again from what was saved`, () => {
    const { judged, saved, spans } = live([one], true);
    assert.deepEqual(judged.map(({ verdict }) => verdict.code), [one.code]);
    const again = [...judgeAgain(inJson(saved), { tap: spans, file: spans })];
    assert.deepEqual(again.map(({ hops }) => hops.map(({ verdict }) => verdict)), judged.map(({ hops }) => hops.map(({ verdict }) => verdict)));
  });
}

test('any requests at once have the verdicts again that they had live', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...CASES), { minLength: 1, maxLength: 9 }), fc.boolean(), (cases, ownLab) => {
    const { judged, saved, spans } = live(cases, ownLab);
    assert.equal(judged.length, cases.length);
    const again = [...judgeAgain(inJson(saved), { tap: spans, file: spans })];
    assert.deepEqual(again.map(({ verdict }) => verdict), judged.map(({ verdict }) => verdict));
    assert.deepEqual(again.map(({ verdict }) => verdict.code), cases.map(({ code }) => code));
  }), { numRuns: 100 });
});

/** The second request calls in the trace of the first. */
function leak([first, second]: ReturnType<typeof ofRequest>[]): void {
  const [own, other] = [second!.probe.traceId, first!.probe.traceId];
  second!.spans = second!.spans.map((span) => span.service === 'service-a' && span.kind === 'SERVER' ? span : {
    ...span, traceId: other, ...span.kind === 'CLIENT' ? { parentSpanId: numbered(A_SERVER, 0) } : {},
    requestHeaders: new Map([...span.requestHeaders].map(([name, values]) => [name, values.map((value) => value.replace(own, other))])),
  });
  const text = JSON.stringify(second!.answer).replace(/"service_b".*/, (ofB) => ofB.replaceAll(own, other));
  second!.answer = JSON.parse(text) as SavedAnswer;
}

/** A SERVER span of B in a trace of nobody's: it may be the one that is missing. */
function stray([first]: ReturnType<typeof ofRequest>[]): void {
  first!.spans.push(serverOfB({ traceId: '9'.repeat(32), spanId: '9'.repeat(16) }));
}

const AMONG_OTHERS: [says: string, cases: Case[], change: typeof leak, codes: string[]][] = [
  ['a call in the trace of another request', [CASES[0]!, CASES[0]!], leak, ['LINKED', 'CONTEXT_LEAKED']],
  ['a span that is nobody\'s', [CASES[2]!], stray, ['UNDECIDED']],
];

for (const [says, cases, change, codes] of AMONG_OTHERS) {
  test(`${says} is judged again as it was live: ${codes.join(', ')}`, () => {
    const { judged, saved, spans } = live(cases, false, change);
    assert.deepEqual(judged.map(({ verdict }) => verdict.code), codes);
    assert.deepEqual([...judgeAgain(inJson(saved), { tap: spans, file: spans })].map(({ verdict }) => verdict), judged.map(({ verdict }) => verdict));
  });
}

test('an answer of any shape is read, and judged, without an error', () => {
  const keys = fc.constantFrom('service_a', 'service_b', 'error', 'trace_id', 'span_id', 'parent_span_id', 'received', 'traceparent', 'b3', 'propagation_fields', '__proto__', 'constructor');
  const body = fc.letrec((tie) => ({ any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.constantFrom(TRACE, A_CLIENT, traceparent(A_CLIENT)), fc.array(tie('any')), fc.dictionary(keys, tie('any'))) })).any;
  fc.assert(fc.property(body, fc.integer(), (given, httpStatus) => {
    const saved = live([CASES[0]!], false).saved;
    const odd: SavedRun = { ...saved, requests: saved.requests.map((request) => ({ ...request, answer: { httpStatus, body: given } })) };
    assert.equal([...judgeAgain(odd, { tap: SPANS, file: SPANS })].length, 1);
  }), { numRuns: 1_000 });
});

// One that takes time with the square of a text's length would never come to its end.
test('texts of a megabyte in an answer are read', { timeout: 60_000 }, () => {
  const { saved } = live([CASES[0]!], false);
  const [request] = saved.requests;
  for (const filling of [' ', 'a', '0', '-', ',', ', ', ': ']) {
    const long = filling.repeat(1_000_000 / filling.length);
    const service = { trace_id: long, span_id: long, parent_span_id: long, propagation_fields: [long], received: { traceparent: [long], b3: [long], tracestate: [`a=${long}b`], [long]: [long] } };
    const [judged] = [...judgeAgain({ ...saved, requests: [{ ...request!, answer: { httpStatus: 200, body: { service_a: service, service_b: service } } }] }, { tap: SPANS, file: SPANS })];
    assert.notEqual(judged?.verdict.code, 'LINKED');
  }
});

test('no answer at all has its reason; an answer is read', () => {
  assert.deepEqual(answered({ error: 'no' }), { answers: { a: 'nothing', b: 'unknown' }, requestError: 'no' });
  assert.equal(answered({ httpStatus: 200, body: {} }).requestError, null);
});
