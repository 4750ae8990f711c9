// Hops for the tests, each named for the trace that it holds. `healthy` is the hop with nothing broken; every
// other one says only in what it differs.

import type { AnswerOfA, AnswerOfB } from './answers.ts';
import type { Gathered } from './evidence.ts';
import type { Span } from './span.ts';
import type { Code } from './verdict.ts';
import { formatTraceparent } from './wire.ts';

export const TRACE = '0af7651916cd43dd8448eb211c80319c';
export const OTHER_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
export const PROBE_PARENT = 'b7ad6b7169203331';

/** Span ids. The digit at the end counts the attempts. */
export const A_SERVER = 'aaaaaaaaaaaaaaa0';
export const A_CLIENT = 'cccccccccccccc01';
export const A_CLIENT_2 = 'cccccccccccccc02';
export const B_SERVER = 'bbbbbbbbbbbbbb01';
export const B_SERVER_2 = 'bbbbbbbbbbbbbb02';

const LOCAL_PARENT = 257;
const REMOTE_PARENT = 769;

export function traceparent(parentId: string, traceId = TRACE): string {
  return formatTraceparent({ traceId, parentId, sampled: true });
}

function recorded(header: string | undefined): ReadonlyMap<string, readonly string[]> {
  const canary: [string, string[]] = ['user-agent', ['fixture']];
  return new Map(header === undefined ? [canary] : [canary, ['traceparent', [header]]]);
}

export function span(fields: Partial<Span>): Span {
  return {
    service: 'service-a', kind: 'INTERNAL', name: 'fixture', traceId: TRACE, spanId: 'f000000000000000', parentSpanId: undefined,
    flags: LOCAL_PARENT, status: 'UNSET', requestHeaders: new Map(), responseStatus: undefined, ...fields,
  };
}

export function serverOfA(fields: Partial<Span> = {}): Span {
  return span({
    kind: 'SERVER', name: 'GET /call-b', spanId: A_SERVER, parentSpanId: PROBE_PARENT, flags: REMOTE_PARENT,
    requestHeaders: recorded(traceparent(PROBE_PARENT)), responseStatus: 200, ...fields,
  });
}

export function clientOfA(fields: Partial<Span> = {}): Span {
  const { traceId = TRACE, spanId = A_CLIENT } = fields;
  return span({
    kind: 'CLIENT', name: 'GET', spanId, parentSpanId: A_SERVER,
    requestHeaders: recorded(traceparent(spanId, traceId)), responseStatus: 200, ...fields,
  });
}

/** Without a parent: nothing arrived that B could have joined. */
export function serverOfB(fields: Partial<Span> = {}): Span {
  const parentSpanId = 'parentSpanId' in fields ? fields.parentSpanId : A_CLIENT;
  return span({
    service: 'service-b', kind: 'SERVER', name: 'GET /work', spanId: B_SERVER, parentSpanId, flags: parentSpanId === undefined ? LOCAL_PARENT : REMOTE_PARENT,
    requestHeaders: recorded(parentSpanId === undefined ? undefined : traceparent(parentSpanId, fields.traceId)), responseStatus: 200, ...fields,
  });
}

export function answerOfA(fields: Partial<AnswerOfA> = {}): AnswerOfA {
  return {
    traceId: TRACE, spanId: A_SERVER, parentSpanId: PROBE_PARENT, parentIsRemote: true, sampled: true,
    propagationFields: ['traceparent', 'tracestate', 'baggage'], exportDelayMs: 200, httpStatus: 200, error: null, statusOfB: 200, ...fields,
  };
}

/** By default B names the parent that the header has which it received. */
export function answerOfB(fields: Partial<AnswerOfB> = {}): AnswerOfB {
  const { parentSpanId = A_CLIENT, traceId = TRACE } = fields;
  return {
    traceId, spanId: B_SERVER, parentSpanId, parentIsRemote: true, sampled: true,
    propagationFields: ['traceparent', 'tracestate', 'baggage'], exportDelayMs: 200,
    received: new Map(parentSpanId === null || traceId === null ? [] : [['traceparent', [traceparent(parentSpanId, traceId)]]]), ...fields,
  };
}

const NO_SPAN = { traceId: null, spanId: null, parentSpanId: null, parentIsRemote: null, sampled: null, propagationFields: [] };
const STRIPPED = { traceId: OTHER_TRACE, parentSpanId: null, parentIsRemote: null, received: new Map() };

/** In the order in which they end, and so arrive. */
export const SPANS: readonly Span[] = [serverOfB(), clientOfA(), serverOfA()];

/** The same spans in the tap and in the file. */
export function everywhere(...spans: Span[]): Pick<Gathered, 'tap' | 'file'> {
  return { tap: spans, file: spans };
}

export function hop(differs: Partial<Gathered> = {}): Gathered {
  return {
    caller: 'service-a', callee: 'service-b', probe: { traceId: TRACE, parentId: PROBE_PARENT, sampled: true },
    answers: { a: answerOfA(), b: answerOfB() }, requestError: null, ...everywhere(...SPANS),
    settled: { caller: true, callee: true }, truncated: false, ...differs,
  };
}

const NOT_SETTLED = { settled: { caller: false, callee: false } };
const LAYER = span({ spanId: 'e000000000000001', parentSpanId: A_SERVER });
const INNER_LAYER = span({ spanId: 'e000000000000002', parentSpanId: LAYER.spanId });
const CLIENT_IN_LAYER = clientOfA({ parentSpanId: INNER_LAYER.spanId });
const FIRST_ATTEMPT = [serverOfB({ responseStatus: 503, status: 'ERROR' }), clientOfA({ responseStatus: 503, status: 'ERROR' })];
const SECOND_ATTEMPT = [serverOfB({ spanId: B_SERVER_2, parentSpanId: A_CLIENT_2 }), clientOfA({ spanId: A_CLIENT_2 })];
const ANSWERS_SECOND = { a: answerOfA(), b: answerOfB({ spanId: B_SERVER_2, parentSpanId: A_CLIENT_2 }) };
const TIMED_OUT = { a: answerOfA({ httpStatus: 504, error: 'The call to service B failed: timeout.', statusOfB: null }), b: 'unknown' as const };
const UNSAMPLED = {
  a: answerOfA({ sampled: false }),
  b: answerOfB({ sampled: false, received: new Map([['traceparent', [formatTraceparent({ traceId: TRACE, parentId: A_CLIENT, sampled: false })]]]) }),
};

export const HOPS = {
  'healthy': ['LINKED', hop()],
  'express-layers': ['LINKED', hop(everywhere(serverOfB(), CLIENT_IN_LAYER, INNER_LAYER, LAYER, serverOfA()))],
  'layers-only-in-tap': ['LINKED', hop({ tap: [serverOfB(), CLIENT_IN_LAYER, INNER_LAYER, LAYER, serverOfA()], file: [serverOfB(), CLIENT_IN_LAYER, serverOfA()] })],
  'client-retries': ['LINKED', hop({ answers: ANSWERS_SECOND, ...everywhere(...FIRST_ATTEMPT, ...SECOND_ATTEMPT, serverOfA()) })],
  'proxy-retries': ['LINKED', hop(everywhere(serverOfB({ spanId: B_SERVER_2 }), ...SPANS))],
  'caller-calls-another-service-too': ['LINKED', hop(everywhere(clientOfA({ spanId: A_CLIENT_2 }), ...SPANS))],
  'callee-calls-the-caller-back': ['LINKED', hop(everywhere(
    serverOfA({ spanId: 'aaaaaaaaaaaaaaa2', parentSpanId: 'dddddddddddddd01' }),
    span({ service: 'service-b', kind: 'CLIENT', spanId: 'dddddddddddddd01', parentSpanId: B_SERVER }),
    ...SPANS,
  ))],
  'callee-answers-500': ['LINKED', hop({ answers: { a: answerOfA({ statusOfB: 500 }), b: answerOfB() }, ...everywhere(serverOfB({ status: 'ERROR' }), clientOfA(), serverOfA()) })],
  'no-tap': ['LINKED', hop({ tap: 'unknown' })],
  'linked-before-settled': ['LINKED', hop(NOT_SETTLED)],
  'header-stripped': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB(STRIPPED) },
    ...everywhere(serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()),
  })],
  'header-stripped-and-no-tap': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB(STRIPPED) }, tap: 'unknown',
    file: [serverOfB({ traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA(), serverOfA()],
  })],
  'parent-rewritten': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB({ parentSpanId: '9999999999999999' }) },
    ...everywhere(serverOfB({ parentSpanId: '9999999999999999' }), clientOfA(), serverOfA()),
  })],
  'client-lost-its-context': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB({ traceId: OTHER_TRACE }) },
    ...everywhere(serverOfB({ traceId: OTHER_TRACE }), clientOfA({ traceId: OTHER_TRACE, parentSpanId: undefined }), serverOfA()),
  })],
  'client-below-another-request': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB({ traceId: OTHER_TRACE }) },
    ...everywhere(serverOfB({ traceId: OTHER_TRACE }), clientOfA({ traceId: OTHER_TRACE, parentSpanId: 'aaaaaaaaaaaaaaa9' }), serverOfA()),
  })],
  'client-beside-its-server': ['NOT_LINKED', hop(everywhere(serverOfB(), clientOfA({ parentSpanId: PROBE_PARENT }), serverOfA()))],
  'second-attempt-stripped': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB({ ...STRIPPED, spanId: B_SERVER_2 }) },
    ...everywhere(...FIRST_ATTEMPT, serverOfB({ spanId: B_SERVER_2, traceId: OTHER_TRACE, parentSpanId: undefined }), clientOfA({ spanId: A_CLIENT_2 }), serverOfA()),
  })],
  'caller-not-instrumented': ['NOT_LINKED', hop({
    answers: { a: answerOfA(NO_SPAN), b: answerOfB({ parentSpanId: PROBE_PARENT }) }, ...everywhere(serverOfB({ parentSpanId: PROBE_PARENT })),
  })],
  'callee-not-instrumented': ['NOT_LINKED', hop({
    answers: { a: answerOfA(), b: answerOfB({ ...NO_SPAN, received: new Map([['traceparent', [traceparent(A_CLIENT)]]]) }) }, ...everywhere(clientOfA(), serverOfA()),
  })],
  'unsampled': ['NOT_LINKED', hop({ answers: UNSAMPLED, ...everywhere() })],
  'callee-unsampled': ['NOT_LINKED', hop({ answers: { a: answerOfA(), b: answerOfB({ sampled: false }) }, ...everywhere(clientOfA(), serverOfA()) })],
  'callee-never-arrives': ['NOT_LINKED', hop(everywhere(clientOfA(), serverOfA()))],
  'callee-never-arrives-and-no-tap': ['NOT_LINKED', hop({ tap: 'unknown', file: [clientOfA(), serverOfA()] })],
  'caller-never-arrives': ['NOT_LINKED', hop(everywhere(serverOfB()))],
  'second-attempt-never-arrives': ['NOT_LINKED', hop({ answers: ANSWERS_SECOND, ...everywhere(...FIRST_ATTEMPT, clientOfA({ spanId: A_CLIENT_2 }), serverOfA()) })],
  'callee-dropped-from-file': ['NOT_LINKED', hop({ file: [clientOfA(), serverOfA()] })],
  'client-dropped-from-file': ['NOT_LINKED', hop({ file: [serverOfB(), serverOfA()] })],
  'server-dropped-from-file': ['NOT_LINKED', hop({ file: [serverOfB(), clientOfA()] })],
  'file-emptied': ['NOT_LINKED', hop({ file: [], truncated: true })],
  'both-files-emptied': ['NOT_LINKED', hop({ ...everywhere(), truncated: true })],
  'nothing-yet': ['STILL_ARRIVING', hop({ ...NOT_SETTLED, ...everywhere() })],
  'callee-not-yet': ['STILL_ARRIVING', hop({ settled: { caller: true, callee: false }, ...everywhere(clientOfA(), serverOfA()) })],
  'caller-not-yet': ['STILL_ARRIVING', hop({ settled: { caller: false, callee: true }, ...everywhere(serverOfB()) })],
  'second-attempt-not-yet': ['STILL_ARRIVING', hop({ ...NOT_SETTLED, answers: ANSWERS_SECOND, ...everywhere(...FIRST_ATTEMPT, clientOfA({ spanId: A_CLIENT_2 }), serverOfA()) })],
  'called-back-and-own-not-yet': ['STILL_ARRIVING', hop({ ...NOT_SETTLED, ...everywhere(
    serverOfA({ spanId: 'aaaaaaaaaaaaaaa2', parentSpanId: 'dddddddddddddd01' }),
    span({ service: 'service-b', kind: 'CLIENT', spanId: 'dddddddddddddd01', parentSpanId: B_SERVER }), serverOfB(),
  ) })],
  'file-behind-tap': ['UNDECIDED', hop({ ...NOT_SETTLED, file: [serverOfA()] })],
  'unsampled-before-settled': ['UNDECIDED', hop({ ...NOT_SETTLED, answers: UNSAMPLED, ...everywhere() })],
  'no-file': ['UNDECIDED', hop({ file: 'unknown' })],
  'callee-never-arrives-and-emptied': ['NOT_LINKED', hop({ ...everywhere(clientOfA(), serverOfA()), truncated: true })],
  'no-answer': ['REQUEST_FAILED', hop({ answers: { a: 'nothing', b: 'unknown' }, requestError: 'connect ECONNREFUSED', ...everywhere() })],
  'caller-timed-out': ['REQUEST_FAILED', hop({ answers: TIMED_OUT, ...everywhere(clientOfA({ responseStatus: undefined, requestHeaders: new Map() }), serverOfA()) })],
  'caller-timed-out-and-linked-late': ['REQUEST_FAILED', hop({ answers: TIMED_OUT })],
  'headers-too-large': ['REQUEST_FAILED', hop({ answers: { a: answerOfA({ ...NO_SPAN, httpStatus: 431 }), b: 'unknown' }, ...everywhere() })],
} as const satisfies Record<string, readonly [verdict: Code, gathered: Gathered]>;
