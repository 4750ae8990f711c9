import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checksOf } from './checks.ts';
import { evidenceOf } from './evidence.ts';
import type { Gathered } from './gathered.ts';
import {
  A_CLIENT, A_CLIENT_2, A_SERVER, answerOfA, answerOfB, B_SERVER, clientOfA, everywhere, hop, OTHER_TRACE, PROBE_PARENT, serverOfA, serverOfB, TRACE, traceparent,
} from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { decide } from './verdict.ts';

const SENT = traceparent(A_CLIENT);
const OTHER = '9999999999999999';
const NO_HEADER = new Map([['user-agent', ['fixture']]]);

test('on a healthy hop every check passes', () => {
  const passed = (check: string, words: string) => ({ check, pass: true, expected: words, found: words });
  assert.deepEqual(checksOf(evidenceOf(hop())), [
    passed('caller-continues-probe', `${TRACE} ${PROBE_PARENT}`),
    passed('caller-received-probe', traceparent(PROBE_PARENT)),
    passed('client-below-server', `below ${A_SERVER}`),
    passed('sent-names-client', `${TRACE} ${A_CLIENT}`),
    passed('received-is-sent', SENT),
    passed('received-is-recorded', SENT),
    passed('parent-matches', `${TRACE} ${A_CLIENT}`),
    passed('parent-is-received', `${TRACE} ${A_CLIENT}`),
    passed('parent-is-remote', 'remote'),
    passed('callee-reads-what-it-used', 'reads W3C'),
    passed('caller-answer-is-its-span', `${TRACE} ${A_SERVER} in ${PROBE_PARENT}, sampled, parent remote`),
    passed('callee-answer-is-its-span', `${TRACE} ${B_SERVER} in ${A_CLIENT}, sampled, parent remote`),
    passed('file-is-tap', 'every span of the file'),
    passed('counters-are-file', 'nothing lost'),
  ]);
});

const PASSING: [check: string, says: string, gathered: Gathered][] = [
  ['received-is-sent', 'an intermediary adds a format of its own', withAnswerOfB({ received: new Map([['traceparent', [SENT]], ['b3', [`${OTHER_TRACE}-${OTHER}-1`]]]) })],
  ['received-is-sent', 'an intermediary says the same in another format', withAnswerOfB({ received: new Map([['b3', [`${TRACE}-${A_CLIENT}-1`]]]) })],
  ['received-is-recorded', 'the span records fewer headers than the answer has', withAnswerOfB({ received: new Map([['traceparent', [SENT]], ['b3', ['x']]]) })],
  ['received-is-recorded', 'two values were joined', hop({
    answers: { a: answerOfA(), b: answerOfB({ received: new Map([['traceparent', [SENT, SENT]]]) }) }, ...everywhere(serverOfB({ requestHeaders: new Map([['traceparent', [`${SENT}, ${SENT}`]]]) })),
  })],
  ['caller-answer-is-its-span', 'the flags do not say whether the parent is remote', hop({ answers: { a: answerOfA({ parentIsRemote: false }), b: answerOfB() }, ...everywhere(serverOfA({ flags: 1 })) })],
  ['caller-received-probe', 'another format came along', hop(everywhere(serverOfA({ requestHeaders: new Map([['traceparent', [traceparent(PROBE_PARENT)]], ['b3', [`${OTHER_TRACE}-${OTHER}-1`]]]) })))],
];

for (const [check, says, gathered] of PASSING) {
  test(`${check} passes where ${says}`, () => assert.equal(checksOf(evidenceOf(gathered)).find((each) => each.check === check)?.pass, true));
}

function withSent(...values: string[]): Gathered {
  return hop(everywhere(serverOfB(), clientOfA({ requestHeaders: new Map([['traceparent', values]]) }), serverOfA()));
}

function withAnswerOfB(fields: Parameters<typeof answerOfB>[0]): Gathered {
  return hop({ answers: { a: answerOfA(), b: answerOfB(fields) } });
}

const FAILING: [check: string, says: string, gathered: Gathered, expected: string, found: string][] = [
  ['caller-continues-probe', 'A began a trace', hop(everywhere(serverOfA({ parentSpanId: undefined }))), `${TRACE} ${PROBE_PARENT}`, `${TRACE} no parent`],
  ['caller-continues-probe', 'A is in another trace', hop(everywhere(serverOfA({ traceId: OTHER_TRACE }))), `${TRACE} ${PROBE_PARENT}`, `${OTHER_TRACE} ${PROBE_PARENT}`],
  ['client-below-server', 'the client is a root', HOPS['client-lost-its-context'][1], `below ${A_SERVER}`, `in ${OTHER_TRACE} no parent`],
  ['client-below-server', 'the client names A\'s span in another trace', hop(everywhere(clientOfA({ traceId: OTHER_TRACE }), serverOfA())), `below ${A_SERVER}`, `in ${OTHER_TRACE} ${A_SERVER}`],
  ['sent-names-client', 'the header names another span', withSent(traceparent(OTHER)), `${TRACE} ${A_CLIENT}`, `${TRACE} ${OTHER}`],
  ['received-is-sent', 'nothing arrived', HOPS['header-stripped'][1], SENT, 'nothing'],
  ['received-is-sent', 'another header arrived', withAnswerOfB({ parentSpanId: OTHER }), SENT, traceparent(OTHER)],
  ['received-is-sent', 'two headers arrived', withAnswerOfB({ received: new Map([['traceparent', [SENT, SENT]]]) }), SENT, `${SENT}, ${SENT}`],
  ['parent-matches', 'B\'s span names another parent', HOPS['parent-rewritten'][1], `${TRACE} ${A_CLIENT}`, `${TRACE} ${OTHER}`],
  ['parent-matches', 'B\'s span is a root', HOPS['header-stripped'][1], `${TRACE} ${A_CLIENT}`, `${OTHER_TRACE} no parent`],
  ['parent-is-remote', 'the parent is in B\'s own process', hop(everywhere(serverOfB({ flags: 257 }))), 'remote', 'local'],
  ['caller-answer-is-its-span', 'A names another parent', hop({ answers: { a: answerOfA({ parentSpanId: OTHER }), b: answerOfB() } }),
    `${TRACE} ${A_SERVER} in ${OTHER}, sampled, parent remote`, `${TRACE} ${A_SERVER} in ${PROBE_PARENT}, sampled, parent remote`],
  ['callee-answer-is-its-span', 'B names another trace', withAnswerOfB({ traceId: OTHER_TRACE }), `${OTHER_TRACE} ${B_SERVER} in ${A_CLIENT}, sampled, parent remote`, `${TRACE} ${B_SERVER} in ${A_CLIENT}, sampled, parent remote`],
  ['callee-answer-is-its-span', 'B says that it has no parent', withAnswerOfB({ parentSpanId: null }), `${TRACE} ${B_SERVER} in no parent, sampled, parent remote`, `${TRACE} ${B_SERVER} in ${A_CLIENT}, sampled, parent remote`],
  ['callee-answer-is-its-span', 'B says that its span is not sampled', withAnswerOfB({ sampled: false }), `${TRACE} ${B_SERVER} in ${A_CLIENT}, not sampled, parent remote`, `${TRACE} ${B_SERVER} in ${A_CLIENT}, sampled, parent remote`],
  ['caller-answer-is-its-span', 'A says that its parent is in its own process', hop({ answers: { a: answerOfA({ parentIsRemote: false }), b: answerOfB() } }),
    `${TRACE} ${A_SERVER} in ${PROBE_PARENT}, sampled, parent local`, `${TRACE} ${A_SERVER} in ${PROBE_PARENT}, sampled, parent remote`],
  ['caller-received-probe', 'A recorded another header', hop(everywhere(serverOfB(), clientOfA(), serverOfA({ requestHeaders: new Map([['traceparent', [SENT]]]) }))), traceparent(PROBE_PARENT), SENT],
  ['caller-received-probe', 'A recorded that there was none', hop(everywhere(serverOfB(), clientOfA(), serverOfA({ requestHeaders: NO_HEADER }))), traceparent(PROBE_PARENT), 'nothing'],
  ['received-is-sent', 'A recorded that it sent none', hop(everywhere(serverOfB(), clientOfA({ requestHeaders: NO_HEADER }), serverOfA())), 'nothing', SENT],
  ['received-is-recorded', 'B\'s span recorded that there was none', hop(everywhere(serverOfB({ requestHeaders: NO_HEADER }), clientOfA(), serverOfA())), SENT, 'nothing'],
  ['received-is-recorded', 'B answers that nothing arrived', withAnswerOfB({ received: new Map() }), 'nothing', SENT],
  ['received-is-recorded', 'the two differ in another format', hop({
    answers: { a: answerOfA(), b: answerOfB({ received: new Map([['b3', [`${TRACE}-${A_CLIENT}-1`]]]) }) }, ...everywhere(serverOfB({ requestHeaders: new Map([['b3', [`${TRACE}-${OTHER}-1`]]]) })),
  }), `b3: ${TRACE}-${A_CLIENT}-1`, `b3: ${TRACE}-${OTHER}-1`],
  ['received-is-recorded', 'B answers another header', withAnswerOfB({ received: new Map([['traceparent', [traceparent(OTHER)]]]) }), traceparent(OTHER), SENT],
  ['parent-is-received', 'B\'s span has another parent', withAnswerOfB({ received: new Map([['traceparent', [traceparent(OTHER)]]]) }), `${TRACE} ${A_CLIENT}`, `${TRACE} ${OTHER}`],
  ['callee-reads-what-it-used', 'B reads another format', withAnswerOfB({ propagationFields: ['b3'] }), 'reads W3C', 'reads B3 single, B3 multi'],
  ['caller-obeys-probe', 'A recorded all the same', hop({ probe: { traceId: TRACE, parentId: PROBE_PARENT, sampled: false } }), 'no span of the caller', `SERVER span ${A_SERVER}`],
  ['file-is-tap', 'the tap lacks a span', hop({ tap: [clientOfA(), serverOfA()] }), 'every span of the file', `none with span id ${B_SERVER}`],
  ['file-is-tap', 'a processor renamed a service', hop({ file: [serverOfB({ service: 'renamed' }), clientOfA(), serverOfA()] }), `${B_SERVER}, SERVER span of service-b`, `${B_SERVER}, SERVER span of renamed: a processor rewrote it`],
  ['file-is-tap', 'a processor changed a kind', hop({ file: [serverOfB(), clientOfA({ kind: 'INTERNAL' }), serverOfA()] }), `${A_CLIENT}, CLIENT span of service-a`, `${A_CLIENT}, INTERNAL span of service-a: a processor rewrote it`],
  ['counters-are-file', 'the file lacks a span', hop({ file: [clientOfA(), serverOfA()], allWritten: true }), 'nothing lost', '1 spans lost'],
];

for (const [check, says, gathered, expected, found] of FAILING) {
  test(`${check} fails where ${says}`, () => {
    assert.deepEqual(checksOf(evidenceOf(gathered)).find((each) => each.check === check), { check, pass: false, expected, found });
  });
}

const LEFT_OUT: [check: string, says: string, differs: Partial<Gathered>][] = [
  ['caller-continues-probe', 'the probe is not known', { probe: 'unknown' }],
  ['caller-continues-probe', 'A has no SERVER span', everywhere(serverOfB(), clientOfA())],
  ['client-below-server', 'A has no CLIENT span', everywhere(serverOfB(), serverOfA())],
  ['client-below-server', 'a span between the two may not have been seen', { ...everywhere(clientOfA({ parentSpanId: OTHER }), serverOfA()), settled: { caller: false, callee: false } }],
  ['sent-names-client', 'no headers were captured', everywhere(clientOfA({ requestHeaders: new Map() }))],
  ['sent-names-client', 'no header was sent', everywhere(clientOfA({ requestHeaders: new Map([['user-agent', ['axios']]]) }))],
  ['received-is-sent', 'nobody knows what arrived', { answers: { a: answerOfA(), b: 'unknown' }, ...everywhere(clientOfA()) }],
  ['caller-received-probe', 'A recorded no headers', everywhere(serverOfA({ requestHeaders: new Map() }))],
  ['received-is-recorded', 'B did not answer', { answers: { a: answerOfA(), b: 'unknown' } }],
  ['received-is-recorded', 'B\'s span recorded no headers', everywhere(serverOfB({ requestHeaders: new Map() }))],
  ['sent-names-client', 'the header is malformed', everywhere(clientOfA({ requestHeaders: new Map([['traceparent', ['00-1-2-01']]]) }))],
  ['sent-names-client', 'two headers were sent', everywhere(clientOfA({ requestHeaders: new Map([['traceparent', [SENT, SENT]]]) }))],
  ['counters-are-file', 'the counters say that something was not written', { file: [clientOfA(), serverOfA()] }],
  ['counters-are-file', 'something can still come', { settled: { caller: false, callee: true } }],
  ['file-is-tap', 'there is no tap', { tap: 'unknown' }],
  ['caller-obeys-probe', 'the probe asks for a record', {}],
  ['received-is-sent', 'nobody knows what was sent', everywhere(serverOfB(), clientOfA({ requestHeaders: new Map() }))],
  ['parent-matches', 'B has no span', everywhere(clientOfA(), serverOfA())],
  ['parent-matches', 'A has no CLIENT span', everywhere(serverOfB())],
  ['parent-is-remote', 'B\'s flags do not tell', everywhere(serverOfB({ flags: 1 }))],
  ['caller-answer-is-its-span', 'A named no span', { answers: { a: answerOfA({ spanId: null }), b: answerOfB() } }],
  ['callee-answer-is-its-span', 'B did not answer', { answers: { a: answerOfA(), b: 'unknown' } }],
];

for (const [check, says, differs] of LEFT_OUT) {
  test(`${check} is left out where ${says}`, () => {
    assert.equal(checksOf(evidenceOf(hop(differs))).find((each) => each.check === check), undefined);
  });
}

test('where A has a call of its own, the answer of B to another request contradicts it', () => {
  const evidence = evidenceOf(hop({
    alone: false, otherTraces: new Set([TRACE, OTHER_TRACE]), answers: { a: answerOfA(), b: answerOfB({ traceId: OTHER_TRACE, parentSpanId: A_CLIENT_2 }) },
    ...everywhere(serverOfB({ traceId: OTHER_TRACE, parentSpanId: A_CLIENT_2 }), clientOfA({ traceId: OTHER_TRACE, spanId: A_CLIENT_2, parentSpanId: 'aaaaaaaaaaaaaaa9' }), clientOfA(), serverOfA()),
  }));
  const { code, findings } = decide(evidence);
  assert.deepEqual([code, findings.map((finding) => finding.message)], ['UNDECIDED', [
    `Two witnesses contradict each other in \`callee-answers-this-call\`: expected a call in ${TRACE} ${A_CLIENT}, found a call in ${OTHER_TRACE} ${A_CLIENT_2}.`,
  ]]);
});
