import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { A_CLIENT, A_CLIENT_2, A_SERVER, B_SERVER, B_SERVER_2, clientOfA, OTHER_TRACE, serverOfA, serverOfB, span, TRACE, traceparent } from '../verifier/fixtures/evidence.ts';
import { lineOf } from '../verifier/fixtures/otlp.ts';
import type { Span } from '../verifier/span.ts';
import { checkedLines } from './fixtures.ts';
import { Hops } from './hops.ts';
import { looseIn } from './loose-ends.ts';

const A_TO_B = { caller: 'service-a', callee: 'service-b' };
const ELSEWHERE = 'eeeeeeeeeeeeeee0';
const heard = (...spans: Span[]): Span[] => spans.map((each) => ({ ...each, request: each.service === 'service-b' || each.kind === 'CLIENT' ? 'GET /work' : 'GET /call-b', host: 'service-b:8082' }));
const without = (headers: Span): Span => ({ ...headers, requestHeaders: new Map() });
const C_SERVER = 'dddddddddddddd01';
const ofC = (fields: Partial<Span> = {}): Span => serverOfB({ service: 'service-c', spanId: C_SERVER, ...fields });
const FAILED = { status: 'ERROR', responseStatus: undefined } as const;

/** One request of its own trace, whose answer is in another. */
const stripped = (digit: number): Span[][] => {
  const [trace, other] = [`${digit}${TRACE.slice(1)}`, `${digit}${OTHER_TRACE.slice(1)}`];
  return [heard(serverOfA({ traceId: trace }), clientOfA({ traceId: trace })), heard(serverOfB({ traceId: other, parentSpanId: undefined, requestHeaders: new Map([['user-agent', ['fixture']]]) }))];
};
const plainly = (traces: Span[][]): Span[][] => traces.map((spans) => spans.map(without));

interface Way {
  traces: Span[][];
  asked?: boolean;
  callers?: string[];
  /** `from -> to: CODE or ALTERNATIVES`, with a mark where it is not broken for certain, and the links that it takes back. */
  found: string[];
  /** Where it is not decided, this is among what it may be. */
  may?: string;
}

function judgedIn({ traces, asked = false, callers = [], may }: Way): string[] {
  const found: string[] = [];
  const hops = new Hops({ asked: asked ? [A_TO_B] : [], callersOf: (callee) => (callee === 'service-b' ? callers : []) }, ({ judged: { edge, verdict }, isBroken, counted }) => {
    const codes = may !== undefined && verdict.alternatives.some((each) => each.verdict === may) ? `perhaps ${may}` : verdict.code;
    found.push(`${edge.caller} -> ${edge.callee}: ${codes}${isBroken ? '' : '?'}${counted > 0 ? ` -${counted}` : ''}`);
  });
  for (const spans of traces) {
    if (new Set(spans.map(({ spanId }) => spanId)).size < spans.length) hops.addMalformed(spans);
    else hops.add(spans);
  }
  for (const _ of hops.judging());
  hops.close();
  for (const _ of hops.judging());
  return found;
}

const linked = heard(serverOfA(), clientOfA(), serverOfB());
const rewritten = heard(serverOfA(), clientOfA(), serverOfB({ parentSpanId: ELSEWHERE }));
const lost = (digit: string): Span[] => heard(serverOfA({ traceId: `${digit}${TRACE.slice(1)}` }));
const alone = (digit: string): Span[] => heard(clientOfA({ traceId: `${digit}${OTHER_TRACE.slice(1)}`, parentSpanId: undefined }), serverOfB({ traceId: `${digit}${OTHER_TRACE.slice(1)}` }));

const WAYS: Record<string, Way> = {
  'a hop that is linked': { traces: [linked], found: [] },
  'a hop whose call begins the trace: a program that nobody calls': { traces: [alone('1')], callers: ['service-a'], found: [] },
  'a hop whose call begins the trace, asked': { traces: [alone('1')], asked: true, found: [] },
  'a request without a call, beside one whose call may be the one that it lacks': { traces: [linked, lost('2')], asked: true, may: 'CONTEXT_LEAKED', found: ['service-a -> service-b: perhaps CONTEXT_LEAKED?'] },
  'a request without a call, and no other trace into which it may have leaked': { traces: [lost('2')], asked: true, may: 'CONTEXT_LEAKED', found: ['service-a -> service-b: UNDECIDED?'] },
  'a SERVER span right below a SERVER span, asked': { traces: [heard(serverOfA(), serverOfB({ parentSpanId: serverOfA().spanId }))], asked: true, found: [] },
  'a hop that is linked, asked': { traces: [linked], asked: true, found: [] },
  'an orphan beside one call without an answer': { traces: [rewritten], may: 'PARENT_REWRITTEN', found: ['service-a -> service-b: perhaps PARENT_REWRITTEN'] },
  'an orphan beside the same call, which asked for something else': { traces: [heard(serverOfA(), { ...without(clientOfA()), request: 'GET /x' }).map((each) => (each.kind === 'CLIENT' ? { ...each, request: 'GET /x' } : each)).concat(heard(without(serverOfB({ parentSpanId: ELSEWHERE }))))], found: [] },
  'an orphan below nobody, of a callee with one known caller': { traces: [[...linked.map((each) => ({ ...each })), ...heard(serverOfB({ spanId: B_SERVER_2, parentSpanId: ELSEWHERE }))]], callers: ['service-a'], may: 'CALLER_NOT_EXPORTED', found: ['service-a -> service-b: perhaps CALLER_NOT_EXPORTED'] },
  'an orphan below nobody, of a callee with two known callers': { traces: [[...linked, ...heard(serverOfB({ spanId: B_SERVER_2, parentSpanId: ELSEWHERE }))]], callers: ['service-a', 'service-c'], found: [] },
  'an entry, of a callee with one known caller': { traces: [heard(serverOfB({ parentSpanId: ELSEWHERE }))], callers: ['service-a'], found: [] },
  'an orphan beside calls of two services': { traces: [[...rewritten, ...heard(clientOfA({ service: 'service-c', spanId: A_CLIENT_2 }))]], found: [] },
  'a header that was ignored, in another trace': { traces: [heard(serverOfA(), clientOfA()), heard(serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined, requestHeaders: new Map([['traceparent', [traceparent(A_CLIENT)]]]) }))], may: 'HEADER_IGNORED', found: ['service-a -> service-b: perhaps HEADER_IGNORED'] },
  'a header of somebody else, in another trace, and no request to compare': { traces: [[serverOfA(), clientOfA()], [serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined, requestHeaders: new Map([['traceparent', [traceparent(ELSEWHERE)]]]) })]], found: [] },
  'a header that was stripped': { traces: stripped(1), found: ['service-a -> service-b: HEADER_STRIPPED'] },
  'two that were stripped, alike': { traces: [...stripped(1), ...stripped(2)], found: ['service-a -> service-b: HEADER_STRIPPED', 'service-a -> service-b: HEADER_STRIPPED'] },
  'two calls and one answer': { traces: [...stripped(1), stripped(2)[0]!], found: [] },
  'two calls and one answer, asked': { traces: [...stripped(1), stripped(2)[0]!], asked: true, may: 'HEADER_STRIPPED', found: ['service-a -> service-b: perhaps HEADER_STRIPPED'] },
  'two calls and two answers, of which the calls are alike': { traces: [...stripped(1), stripped(2)[0]!, ...plainly([stripped(2)[1]!])], may: 'HEADER_STRIPPED', found: ['service-a -> service-b: HEADER_STRIPPED', 'service-a -> service-b: perhaps HEADER_STRIPPED'] },
  'two calls and two answers, neither of them alike': { traces: [...stripped(1), ...plainly(stripped(2))], may: 'HEADER_STRIPPED', found: ['service-a -> service-b: perhaps HEADER_STRIPPED', 'service-a -> service-b: perhaps HEADER_STRIPPED'] },
  'a call to another host': { traces: [stripped(1)[0]!, stripped(1)[1]!.map((each) => ({ ...each, host: 'x' }))], found: [] },
  'a caller that lost its context': { traces: [lost('1'), alone('1')], found: [] },
  'a caller that lost its context, asked': { traces: [lost('1'), alone('1')], asked: true, found: ['service-a -> service-b: CONTEXT_LOST_IN_PROCESS -1'] },
  'a call that was delivered twice': { traces: [[...linked, ...heard(serverOfB({ spanId: B_SERVER_2 }))]], found: ['service-a -> service-b: DUPLICATE_DELIVERY -2'] },
  'a call that two services answered': { traces: [[...linked, ...heard(ofC())]], found: [] },
  'an answer to a call that failed': { traces: [heard(serverOfA(), clientOfA(FAILED), serverOfB())], found: ['service-a -> service-b: REQUEST_FAILED -1'] },
  'a call that recorded no status, and was answered': { traces: [heard(serverOfA(), clientOfA({ responseStatus: undefined }), serverOfB())], found: [] },
  'two calls, of which a header names one, in another trace': {
    traces: [heard(serverOfA(), clientOfA()), stripped(2)[0]!.map((each) => (each.kind === 'CLIENT' ? { ...each, spanId: A_CLIENT_2 } : each)), heard(serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined, requestHeaders: new Map([['traceparent', [traceparent(A_CLIENT)]]]) }))],
    may: 'HEADER_IGNORED', found: ['service-a -> service-b: perhaps HEADER_IGNORED'],
  },
  'an error that was answered': { traces: [heard(serverOfA(), clientOfA({ status: 'ERROR', responseStatus: 500 }), serverOfB())], found: [] },
  'a call to nobody': { traces: [heard(serverOfA(), clientOfA())], found: [] },
  'a call to nobody, asked': { traces: [heard(serverOfA(), clientOfA())], asked: true, may: 'CALLEE_NOT_EXPORTED', found: ['service-a -> service-b: perhaps CALLEE_NOT_EXPORTED?'] },
  'a call to nobody, and the same request was linked elsewhere, asked': { traces: [linked, heard(serverOfA({ traceId: OTHER_TRACE }))], asked: true, may: 'CLIENT_NOT_INSTRUMENTED', found: ['service-a -> service-b: perhaps CLIENT_NOT_INSTRUMENTED?'] },
  'a request that reached nobody, and another one was linked elsewhere, asked': { traces: [linked, [{ ...serverOfA({ traceId: OTHER_TRACE }), request: 'GET /health' }]], asked: true, found: [] },
  'one id with two contents': { traces: [[...linked, ...heard(serverOfB({ name: 'x' }))]], found: [] },
  'one id with two contents, and a hop that is linked all the same, asked': { traces: [[...linked, ...heard(serverOfB({ name: 'x' }))]], asked: true, found: [] },
  'one id with two contents, of which one is an orphan, asked': { traces: [[...linked, ...heard(serverOfB({ parentSpanId: ELSEWHERE }))]], asked: true, may: 'MALFORMED_TREE', found: ['service-a -> service-b: perhaps MALFORMED_TREE'] },
};

for (const [says, way] of Object.entries(WAYS)) {
  test(`${says}: ${way.found.join(', ') || 'nothing is broken'}`, () => assert.deepEqual(judgedIn(way), way.found));
}

const BOTH = heard(serverOfA(), clientOfA(), serverOfB(), serverOfB({ spanId: B_SERVER_2 }), ofC(), ofC({ spanId: 'dddddddddddddd02' }));
test('a call that two services answered twice: two repetitions', () => {
  assert.deepEqual(looseIn(BOTH).repeated.map(({ spans }) => spans.map(({ spanId }) => spanId)), [[A_CLIENT, A_SERVER, B_SERVER, B_SERVER_2], [A_CLIENT, A_SERVER, C_SERVER, 'dddddddddddddd02']]);
});

const ADDING: [says: string, spans: Span[]][] = [
  ['a call that two services answered twice', BOTH],
  ['a call that failed, and was answered twice', [serverOfA(), clientOfA(FAILED), serverOfB(), serverOfB({ spanId: B_SERVER_2 })]],
  ['a call that failed, was answered, and had lost its context', [serverOfA(), clientOfA({ ...FAILED, parentSpanId: undefined, traceId: OTHER_TRACE }), serverOfB({ traceId: OTHER_TRACE })]],
  ['a call that was answered twice, and had lost its context', [serverOfA(), clientOfA({ parentSpanId: undefined, traceId: OTHER_TRACE }), serverOfB({ traceId: OTHER_TRACE }), serverOfB({ traceId: OTHER_TRACE, spanId: B_SERVER_2 })]],
  ['two calls that lost their context, of three requests', [...lost('1'), ...lost('2'), ...lost('3'), ...alone('1'), ...alone('2')]],
];

/** Hops of an edge: every link once, and every broken or open one. */
function addsUp(spans: readonly Span[], asked: readonly { caller: string; callee: string }[]): void {
  for (const { from, to, linked: good, broken, undecided, verdicts } of checkedLines([lineOf(spans)], { asked }).edges) {
    const sum = Object.values(verdicts).reduce((total, count) => total + count, 0);
    assert.deepEqual([sum, Math.min(0, good)], [good + broken + undecided, 0], `${from} -> ${to}: ${good} linked, ${broken} broken, ${undecided} undecided, ${JSON.stringify(verdicts)}`);
  }
}

for (const [says, spans] of ADDING) {
  for (const asked of [[], [A_TO_B]]) test(`${says}, ${asked.length === 0 ? 'nothing asked' : 'asked'}: its verdicts add up`, () => addsUp(spans, asked));
}

test('a link that its caller had lost its context for is broken, and not linked as well', () => {
  const [edge] = checkedLines([lineOf(ADDING.at(-1)![1])], { asked: [A_TO_B] }).edges;
  assert.deepEqual([edge!.linked, edge!.broken], [0, 2]);
});

const SPANS = [serverOfA(), serverOfA({ traceId: OTHER_TRACE }), clientOfA(), clientOfA({ spanId: A_CLIENT_2 }), clientOfA(FAILED), clientOfA({ parentSpanId: undefined, traceId: OTHER_TRACE }), serverOfB(), serverOfB({ spanId: B_SERVER_2 }),
  serverOfB({ traceId: OTHER_TRACE }), serverOfB({ parentSpanId: undefined, traceId: OTHER_TRACE }), serverOfB({ kind: 'CONSUMER', spanId: B_SERVER_2 }), ofC(), ofC({ spanId: 'dddddddddddddd02' }), span({ spanId: ELSEWHERE })];

const ANY_SPANS = fc.uniqueArray(fc.tuple(fc.constantFrom(...SPANS), fc.constantFrom(undefined, 'same', 'same', A_SERVER, A_CLIENT, A_CLIENT_2, ELSEWHERE, 'fffffffffffffff0')), { selector: ([{ traceId, spanId }]) => `${traceId} ${spanId}`, maxLength: 12 })
  .map((changed) => changed.map(([each, parent]): Span => (parent === 'same' ? each : { ...each, parentSpanId: parent })));

test('whatever is left out or hung elsewhere: verdicts add up, and the order of the lines changes nothing', () => {
  fc.assert(fc.property(ANY_SPANS, fc.constantFrom([], [A_TO_B], [A_TO_B, { caller: 'service-a', callee: 'service-c' }]), (spans, asked) => {
    addsUp(spans, asked);
    assert.deepEqual(checkedLines(spans.toReversed().map((each) => lineOf([each])), { asked }), checkedLines([lineOf(spans)], { asked }));
  }), { seed: 7, numRuns: 1_000 });
});
