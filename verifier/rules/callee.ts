// Rules about service B: what it made of the context that reached it.

import type { Evidence } from '../evidence.ts';
import { readWith } from '../formats/formats.ts';
import { and, not, or, seen, type Truth } from '../truth.ts';
import { uninstrumentedFix } from './caller.ts';
import type { Rule } from './rule.ts';
import { arrivedValid, carries } from './wire.ts';

/** B's span is a root, or lies in another trace than the one that arrived; B says so itself, or its span does. */
function startedAnew({ answers: { b }, calleeServer, arrived, ownId }: Evidence): Truth {
  if (!seen(arrived)) return arrived === 'unknown' ? 'unknown' : false;
  const isOther = (traceId: string): boolean => !arrived.contexts.some((context) => context.traceId === traceId);
  if (calleeServer) return calleeServer.parentSpanId === undefined || isOther(calleeServer.traceId);
  return seen(b) && b.traceId !== null && ownId.callee === true ? isOther(b.traceId) : 'unknown';
}

function readsWhatArrived({ answers: { b }, arrived }: Evidence): Truth {
  if (!seen(b) || b.propagationFields === null) return 'unknown';
  const reads = readWith(b.propagationFields);
  return b.propagationFields.length === 0 || carries(arrived, ({ formats }) => formats ? formats.some((format) => reads.includes(format)) : 'unknown');
}

export const CALLEE_RULES = [
  {
    code: 'HEADER_IGNORED', where: 'callee',
    holds: (evidence) => evidence.pair === true ? false : and(not(evidence.pair), arrivedValid(evidence), startedAnew(evidence), readsWhatArrived(evidence), or(evidence.ownId.callee, evidence.serverReceived.callee)),
    sentence: ({ callee }) => `A valid trace context reached ${callee}, and ${callee} started a new trace.`,
    why: ({ callee, answers: { b } }) => seen(b) && b.propagationFields?.length === 0
      ? `${callee} says that it has no propagator, so nothing reads the header.`
      : `${callee} says that its propagator reads that header, and its span has no part in the trace that the header names.`,
    fix: ({ callee }) => `OTEL_PROPAGATORS of ${callee}: set \`tracecontext,baggage\`, which is the default, instead of \`none\`; and see that nothing in it starts spans with \`root: true\` or \`ROOT_CONTEXT\`.`,
    tell: 'the headers that the callee\'s propagator reads, and its own span',
    between: ['received', 'recorded'],
  },
  {
    code: 'SERVER_NOT_INSTRUMENTED', where: 'callee',
    holds: (evidence) => and(arrivedValid(evidence), not(evidence.ownId.callee), not(evidence.serverReceived.callee)),
    sentence: ({ callee }) => `A valid trace context reached ${callee}, and ${callee} made no SERVER span: it is not instrumented.`,
    why: ({ callee }) => `${callee} answers without a span of its own, and the Collector received none.`,
    fix: ({ callee, answers: { b } }) => uninstrumentedFix(callee, b),
    tell: 'the answer of the callee: whether it names a span of its own',
    between: ['received', 'recorded'],
  },
  {
    code: 'CALLEE_UNSAMPLED', where: 'callee',
    holds: (evidence) => and(evidence.ownUnsampled.callee, carries(evidence.arrived, ({ contexts: [context] }) => context ? context.sampled ?? 'unknown' : false), evidence.calleeServer ? false : true),
    sentence: ({ callee }) => `${callee} decided not to record this request, although the header asked for it (flags 01).`,
    why: ({ callee }) => `The header that arrived said "record", and ${callee} answers that its own span is not sampled; no span of it was received.`,
    fix: ({ callee }) => `OTEL_TRACES_SAMPLER of ${callee}: set \`parentbased_always_on\`, which is the default and follows the caller.`,
    tell: 'the answer of the callee: whether its span was sampled',
    between: ['received', 'recorded'],
  },
] as const satisfies readonly Rule[];
