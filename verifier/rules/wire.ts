// Rules about what happened between the two services: what left A is not what reached B.

import type { Carried } from '../carried.ts';
import type { Evidence } from '../evidence.ts';
import { type Format, propagatorsOf, readWith, writtenWith } from '../formats/formats.ts';
import type { CarriedContext } from '../formats/reading.ts';
import { and, not, seen, type Truth, type Witness } from '../truth.ts';
import type { Rule, Where } from './rule.ts';

/** A fact about what one witness carried: unknown where nobody looked, `nothing` is never enough for it. */
export function carries(witness: Witness<Carried>, holds: (carried: Carried) => Truth): Truth {
  return witness === 'unknown' ? witness : seen(witness) && holds(witness);
}

export const arrivedValid = ({ arrived }: Evidence): Truth => carries(arrived, ({ contexts }) => contexts.length > 0);

/** A fact about the two contexts that are to be the same: what B went on from, else of a format that both sides had, where there is one. */
function compared({ sent, arrived, calleeServer, answers: { b } }: Evidence, differs: (left: CarriedContext, came: CarriedContext) => Truth): Truth {
  const place = calleeServer ?? (seen(b) ? b : undefined);
  return and(
    carries(sent, ({ contexts }) => contexts.length > 0),
    carries(arrived, ({ contexts }) => contexts.length > 0),
    seen(sent) && seen(arrived) && sent.contexts[0] && arrived.contexts[0] ? differs(...usedFormat(sent, arrived, place)) : 'unknown',
  );
}

type Continued = { traceId: string | null; parentSpanId: string | null | undefined } | undefined;

function usedFormat(sent: Carried, arrived: Carried, place: Continued): [CarriedContext, CarriedContext] {
  const [left, came] = sameFormat(sent, arrived);
  return [left, arrived.contexts.find(({ traceId, parentId }) => traceId === place?.traceId && parentId === place.parentSpanId) ?? came];
}

function sameFormat(sent: Carried, arrived: Carried): [CarriedContext, CarriedContext] {
  for (const left of sent.readings) {
    const came = arrived.readings.find(({ format }) => format === left.format);
    if ('context' in left && came && 'context' in came) return [left.context, came.context];
  }
  return [sent.contexts[0]!, arrived.contexts[0]!];
}

function keepsParent(evidence: Evidence): boolean {
  return compared(evidence, (left, came) => left.parentId === came.parentId) === true;
}

function isDuplicated({ carrier }: Carried): boolean {
  const values = carrier?.get('traceparent') ?? [];
  return values.length > 1 || values.some((value) => value.includes(','));
}

/** Only an HTTP client whose instrumentation overwrites the header cannot have sent two; and only A knows the id of its SERVER span. */
function duplicatedWhere({ sent, arrived, client, server }: Evidence): Where {
  if (seen(sent) && isDuplicated(sent)) return 'caller';
  if (server && seen(arrived) && arrived.carrier?.get('traceparent')?.some((value) => value.includes(server.spanId))) return 'caller';
  return seen(sent) && sent.carrier && client?.scope.endsWith('/instrumentation-http') ? 'wire' : 'caller or wire';
}

function broken({ readings }: Carried): { format: Format; broken: string } | undefined {
  return readings.flatMap((reading) => 'broken' in reading ? [reading] : [])[0];
}

function malformedWhere({ sent }: Evidence): Where {
  if (!seen(sent)) return 'caller or wire';
  return sent.contexts.length > 0 ? 'wire' : 'caller';
}

/** Formats that left A: by the headers, else by its propagator. */
function sentFormats({ sent, answers: { a } }: Evidence): readonly Format[] | 'unknown' {
  if (seen(sent) && sent.formats) return sent.formats;
  return seen(a) && a.propagationFields ? writtenWith(a.propagationFields) : 'unknown';
}

/** A span of B that continues what arrived shows that B read it. Its parent shows that a header was valid, not in which format it came. */
function isContinued({ arrived, calleeServer }: Evidence): boolean {
  return seen(arrived) && arrived.contexts.some(({ traceId, parentId }) => traceId === calleeServer?.traceId && parentId === calleeServer.parentSpanId);
}

function mismatched(evidence: Evidence): Truth {
  const { answers: { b }, arrived } = evidence;
  if (isContinued(evidence)) return false;
  if (!seen(b) || b.propagationFields === null) return 'unknown';
  const reads = readWith(b.propagationFields);
  if (b.propagationFields.length === 0) return false;
  const came = seen(arrived) ? arrived.formats ?? 'unknown' : 'unknown';
  const none = (formats: readonly Format[] | 'unknown'): Truth => formats === 'unknown' ? 'unknown' : !formats.some((format) => reads.includes(format));
  return and(none(came), none(sentFormats(evidence)));
}

/** Nothing arrived; or not the format that B reads, although A sent it. */
function stripped(evidence: Evidence): Truth {
  const { sent, arrived, answers: { b } } = evidence;
  if (arrived === 'unknown') return 'unknown';
  if (arrived === 'nothing') return true;
  const came = arrived.formats;
  if (sent === 'nothing' || !came || isContinued(evidence)) return false;
  const left = seen(sent) ? sent.formats : undefined;
  if (!seen(b) || b.propagationFields === null) return left?.every((format) => came.includes(format)) ? false : 'unknown';
  const reads = readWith(b.propagationFields);
  if (reads.length === 0 || came.some((format) => reads.includes(format))) return false;
  return left ? left.some((format) => reads.includes(format)) : 'unknown';
}

const list = (formats: readonly string[] | 'unknown'): string => formats === 'unknown' ? 'an unknown format' : formats.join(' and ') || 'no format';
const arrivedFormats = ({ arrived }: Evidence): readonly Format[] => seen(arrived) ? arrived.formats ?? [] : [];
const calleeReads = ({ answers: { b } }: Evidence): Format[] => seen(b) ? readWith(b.propagationFields ?? []) : [];
const sentSomething = ({ sent }: Evidence): Truth => carries(sent, () => true);
const INTERMEDIARY = 'Look at what stands between the two (a proxy, gateway, load balancer or service mesh)';

export const WIRE_RULES = [
  {
    code: 'HEADER_DUPLICATED', where: duplicatedWhere,
    holds: ({ pair, arrived }) => and(not(pair), carries(arrived, (carried) => carried.carrier ? isDuplicated(carried) : carried.contexts.length > 0 ? false : 'unknown')),
    sentence: ({ callee }) => `Two \`traceparent\` headers reached ${callee}, and a receiver must ignore both.`,
    why: (evidence) => duplicatedWhere(evidence) === 'wire' ? 'The CLIENT span recorded one value, and its instrumentation overwrites what was there: the second was added on the way.'
      : duplicatedWhere(evidence) === 'caller' ? `One of them names the SERVER span of ${evidence.caller} as its parent, which only ${evidence.caller} knows; the HTTP client added the other.`
      : 'Trace Context allows one `traceparent`; where there are more, a receiver starts a new trace.',
    fix: ({ caller }) => `Find who adds the second: application code in ${caller} that sets \`traceparent\` itself (instrumented \`fetch\` appends to it), or an intermediary that adds instead of replacing.`,
    tell: 'the raw headers as they arrived at the callee',
    between: ['sent', 'received'],
  },
  {
    code: 'HEADER_MALFORMED', where: malformedWhere,
    holds: ({ pair, arrived }) => and(not(pair), carries(arrived, (carried) => carried.contexts.length === 0 && broken(carried) !== undefined)),
    sentence: ({ callee, arrived }) => `What reached ${callee} is no valid trace context: ${seen(arrived) ? broken(arrived)?.broken : ''}.`,
    why: (evidence) => malformedWhere(evidence) === 'wire' ? 'A valid header left, so it was changed on the way.'
      : malformedWhere(evidence) === 'caller' ? 'It left the caller like that.' : 'What left the caller was not recorded.',
    fix: (evidence) => malformedWhere(evidence) === 'caller' ? `Let the propagator of ${evidence.caller} write the header, not the application.` : `${INTERMEDIARY}: it must pass the header on unchanged, or write a valid one.`,
    tell: 'the raw headers as they arrived at the callee',
    between: ['sent', 'received'],
  },
  {
    code: 'FORMAT_MISMATCH', where: 'caller or callee',
    holds: (evidence) => and(not(evidence.pair), arrivedValid(evidence), mismatched(evidence)),
    sentence: (evidence) => `${evidence.caller} speaks ${list(sentFormats(evidence))}, and ${evidence.callee} reads ${list(calleeReads(evidence))} only: it did not see the context that arrived.`,
    why: (evidence) => `A valid context arrived as ${list(arrivedFormats(evidence))}; ${evidence.callee} says which headers its propagator reads, and that is not one of them.`,
    fix: (evidence) => `Make OTEL_PROPAGATORS the same in both: ${evidence.callee} needs \`${propagatorsOf([...calleeReads(evidence), ...arrivedFormats(evidence)])}\` to read both formats.`,
    tell: 'the headers that the callee\'s propagator reads',
    between: ['received', 'recorded'],
  },
  {
    code: 'HEADER_STRIPPED', where: 'wire',
    holds: (evidence) => and(not(evidence.pair), evidence.clientReceived, sentSomething(evidence), stripped(evidence)),
    sentence: ({ caller, callee }) => `The trace context left ${caller} and did not reach ${callee}: it was removed on the way.`,
    why: ({ caller, callee }) => `${caller}'s CLIENT span recorded the header that it sent; ${callee} looked for it, and it was not there.`,
    fix: () => `${INTERMEDIARY}: it must let \`traceparent\` and \`tracestate\` through.`,
    tell: 'the headers of the call as they left, and as they arrived',
    between: ['sent', 'received'],
  },
  {
    code: 'TRACE_RESTARTED', where: 'wire',
    holds: (evidence) => and(not(evidence.pair), evidence.clientReceived, compared(evidence, (left, came) => left.traceId !== came.traceId)),
    sentence: (evidence) => keepsParent(evidence) ? `Something between the two changed the trace id, and kept the parent id: ${evidence.callee} joined another trace.`
      : `Something between the two began a trace of its own, and ${evidence.callee} joined that one.`,
    why: (evidence) => `${keepsParent(evidence) ? 'The trace id that arrived differs from the one that was sent' : 'Both the trace id and the parent id that arrived differ from those that were sent'}, in a valid header.`,
    fix: (evidence) => keepsParent(evidence) ? `${INTERMEDIARY}: it must pass on all 32 digits of the trace id. One that keeps 64 bits of it changes it.`
      : `${INTERMEDIARY}: make it continue the trace that it is sent (in many: "trust incoming trace context"), and export its own spans.`,
    tell: 'the header of the call as it left',
    between: ['sent', 'received'],
  },
  {
    code: 'PARENT_REWRITTEN', where: 'wire',
    holds: (evidence) => and(not(evidence.pair), evidence.clientReceived, compared(evidence, (left, came) => left.traceId === came.traceId && left.parentId !== came.parentId)),
    sentence: ({ callee, arrived }) => `Something between the two put its own span id in: ${callee}'s parent ${seen(arrived) ? arrived.contexts[0]?.parentId : ''} is not the CLIENT span that made the call.`,
    why: () => 'The trace id that arrived is the one that was sent, the parent id is not: an intermediary put one in, and nobody received a span that has it.',
    fix: () => `${INTERMEDIARY}: let it export its spans to the same Collector, or switch its tracing off so that it passes the header on.`,
    tell: 'the header of the call as it left',
    between: ['sent', 'received'],
  },
  {
    code: 'SAMPLING_FLAG_REWRITTEN', where: 'wire',
    holds: (evidence) => and(not(evidence.pair), evidence.clientReceived, compared(evidence, (left, came) =>
      left.traceId !== came.traceId ? false : and(left.sampled ?? 'unknown', came.sampled === undefined ? 'unknown' : !came.sampled))),
    sentence: ({ caller, callee }) => `"Record" (flags 01) left ${caller}, "do not record" (00) reached ${callee}: the sampled flag was cleared on the way.`,
    why: () => 'Trace id and parent id arrived as they left; only the sampled flag did not.',
    fix: () => `${INTERMEDIARY}: it makes a sampling decision of its own; let it keep the flags that it is sent.`,
    tell: 'the flags of the header as it left, and as it arrived',
    between: ['sent', 'received'],
  },
] as const satisfies readonly Rule[];
