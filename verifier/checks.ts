// What the witnesses must agree on, check by check: two of them that must say the same. A check whose witnesses
// are not both there is left out: it neither passes nor fails.

import type { Account } from './answers.ts';
import { type Carried, headersText, recordedCarrier } from './carried.ts';
import { type Claim, NO_PARENT, place, type Place, placesAgree, UNASKED } from './claim.ts';
import { countersAreFile, fileIsTap } from './collector-checks.ts';
import type { Evidence } from './evidence.ts';
import { type Format, readWith } from './formats/formats.ts';
import type { CarriedContext, Carrier } from './formats/reading.ts';
import { carrierText } from './formats/text.ts';
import type { Side } from './gathered.ts';
import { underAnotherName } from './presence.ts';
import { parentIsRemote, type Span } from './span.ts';
import { descends } from './trace.ts';
import { seen, type Truth, type Witness } from './truth.ts';
import { formatTraceparent, type TraceContext } from './wire.ts';

export interface Check {
  check: string;
  pass: boolean;
  /** Both in words for a person; ids in full. */
  expected: string;
  found: string;
}

/** When a check that fails is a contradiction: always, or only where B's span is the child of A's, or only on a complete hop. */
type Binding = 'always' | 'pair' | 'complete';

/** Where to look when two witnesses contradict each other; elsewhere the evidence itself is in doubt. */
export const CONTRADICTION_ADVICE: Readonly<Record<string, string>> = {
  'caller-continues-probe': 'The caller did not go on from the trace context that it was sent: see which headers its propagator reads (OTEL_PROPAGATORS; the probe speaks `tracecontext`, or what `--probe` says), and whether something in front of it writes its own.',
  'file-is-tap': 'Look at the processors of the traces pipeline in the Collector\'s configuration: what was received is not what was written, so one of them changes ids, parents, kinds or `service.name` (a `transform` that sets `parent_span_id`, for example).',
};

/** In the order in which the context travels. */
const CHECKS: Record<string, [binds: Binding, claim: (evidence: Evidence) => Claim]> = {
  'caller-obeys-probe': ['always', ({ probe, server }) => seen(probe) && !probe.sampled
    ? { expected: 'no span of the caller', found: server ? `SERVER span ${server.spanId}` : 'no span of the caller' } : UNASKED],
  'caller-continues-probe': ['complete', ({ probe, server }) => placesAgree(seen(probe) ? namedBy(probe) : undefined, server && parentOf(server))],
  'caller-received-probe': ['complete', ({ probe, server }) => seen(probe) && server ? { expected: formatTraceparent(probe), found: asReceived(server, probe) } : UNASKED],
  'client-below-server': ['complete', ({ server, client, descent }) => ({
    expected: server && client && descent !== 'unknown' ? `below ${server.spanId}` : undefined,
    found: descent === true ? `below ${server?.spanId}` : client && `in ${place(client.traceId, client.parentSpanId)}`,
  })],
  'sent-names-client': ['always', ({ client, sent }) => placesAgree(client, client && placeIn(sent, client))],
  'received-is-sent': ['pair', ({ sent, arrived }) => {
    const formats = formatsOfBoth(sent, arrived);
    return { expected: said(sent, formats), found: said(arrived, formats) };
  }],
  'received-is-recorded': ['always', ({ answers: { b }, arrived, calleeServer }) => seen(b) && b.received && calleeServer ? rawIsCaptured(b.received, arrived, calleeServer) : UNASKED],
  'parent-matches': ['pair', ({ client, calleeServer }) => placesAgree(client, calleeServer && parentOf(calleeServer))],
  'parent-is-received': ['pair', ({ arrived, calleeServer }) => calleeServer?.parentSpanId === undefined ? UNASKED
    : placesAgree(parentOf(calleeServer), placeIn(arrived, parentOf(calleeServer)))],
  'parent-is-remote': ['pair', ({ remoteParent, calleeServer }) => ({
    expected: remoteParent === 'unknown' ? undefined : 'remote',
    found: remoteParent === true ? 'remote' : calleeServer?.parentSpanId === undefined ? 'no parent' : 'local',
  })],
  'callee-reads-what-it-used': ['always', usedFormat],
  'caller-answer-is-its-span': ['always', (evidence) => accountAgrees(evidence, 'caller', evidence.server)],
  'callee-answer-is-its-span': ['always', (evidence) => accountAgrees(evidence, 'callee', evidence.calleeServer)],
  'file-is-tap': ['always', fileIsTap],
  'callee-answers-this-call': ['always', callOfThisRequest],
  'counters-are-file': ['always', countersAreFile],
};

const CLAIMS = Object.entries(CHECKS).map(([check, [, claim]]) => ({ check, claim }));

export function checksOf(evidence: Evidence): Check[] {
  const checks: Check[] = [];
  for (const { check, claim } of CLAIMS) {
    const { expected, found } = claim(evidence);
    if (expected !== undefined && found !== undefined) checks.push({ check, pass: expected === found, expected, found });
  }
  return checks;
}

/** Of the checks, those in which two witnesses contradict each other, whatever the verdict would be. */
export function contradictions(evidence: Evidence, checks: readonly Check[]): Check[] {
  const binds: Record<Binding, boolean> = { always: true, pair: evidence.pair === true, complete: evidence.complete === true };
  return checks.filter(({ check, pass }) => !pass && binds[CHECKS[check]![0]]);
}

/** Those that left and arrived: an intermediary may add a format, or translate one into another. */
function formatsOfBoth(sent: Witness<Carried>, arrived: Witness<Carried>): readonly Format[] | undefined {
  if (!seen(sent) || !seen(arrived)) return undefined;
  const both = sent.readings.map(({ format }) => format).filter((format) => arrived.readings.some((reading) => reading.format === format));
  return both.length > 0 ? both : undefined;
}

/** What it means, where it is valid: another version of `traceparent` may say the same. `formats`: of these only. */
function said(carried: Witness<Carried>, formats?: readonly Format[]): string | undefined {
  if (!seen(carried)) return carried === 'nothing' ? carried : undefined;
  if (!carried.carrier) return undefined;
  if (carried.readings.length === 1 && carried.contexts.length === 1) return inW3c(carried.contexts[0]!);
  const readings = carried.readings.filter(({ format }) => formats?.includes(format) ?? true);
  const contexts = readings.flatMap((reading) => 'context' in reading ? [reading.context] : []);
  if (contexts.length < readings.length) return headersText(carried);
  return [...new Set(contexts.map(inW3c))].join(', ');
}

function inW3c({ traceId, parentId, sampled }: CarriedContext): string {
  return formatTraceparent({ traceId, parentId, sampled: sampled !== false });
}

/** The probe itself, where one of the contexts is it; a format may leave the sampling open. */
function asReceived(server: Span, { traceId, parentId, sampled }: TraceContext): string | undefined {
  const [header, another] = server.requestHeaders.get('traceparent') ?? [];
  if (another === undefined && header === formatTraceparent({ traceId, parentId, sampled })) return header;
  const carried = recordedCarrier(server);
  const isProbe = seen(carried) && carried.contexts.some((each) => each.traceId === traceId && each.parentId === parentId && (each.sampled ?? sampled) === sampled);
  return isProbe ? formatTraceparent({ traceId, parentId, sampled }) : said(carried);
}

/** Header by header, those that the span recorded; where it recorded that there were none, all. */
function rawIsCaptured(raw: Carrier, came: Witness<Carried>, span: Span): Claim {
  const captured = carrierText(span.requestHeaders);
  if (captured === '' && !span.requestHeaders.has('user-agent')) return UNASKED;
  if (captured === '' || !seen(came)) return { expected: seen(came) ? squeezed(carrierText(raw)) : 'nothing', found: captured === '' ? 'nothing' : squeezed(captured) };
  const shared = new Map([...raw].filter(([name]) => span.requestHeaders.has(name)));
  return { expected: squeezed(carrierText(shared)), found: squeezed(captured) };
}

/** The place itself, where one of the contexts names it; else what the first of them names. */
function placeIn(carried: Witness<Carried>, { traceId, spanId }: Place): Place | undefined {
  if (!seen(carried) || !carried.carrier) return undefined;
  const context = carried.contexts.find((each) => each.traceId === traceId && each.parentId === spanId) ?? carried.contexts[0];
  return context && namedBy(context);
}

function namedBy({ traceId, parentId }: Pick<CarriedContext, 'traceId' | 'parentId'>): Place {
  return { traceId, spanId: parentId };
}

function parentOf({ traceId, parentSpanId }: Span): Place {
  return { traceId, spanId: parentSpanId };
}

/** Instrumentation joins several values with `, `, intermediaries with `,`. */
function squeezed(text: string): string {
  return text.includes(',') ? text.split(',').map((value) => value.trim()).join(',') : text.trim();
}

/** Where B's span continues what arrived in some format, B's propagator must read that format. */
function usedFormat({ arrived, calleeServer, answers: { b } }: Evidence): Claim {
  if (!seen(arrived) || !calleeServer || !seen(b) || b.propagationFields === null) return UNASKED;
  const used = arrived.readings.filter((reading) => 'context' in reading && reading.context.parentId === calleeServer.parentSpanId && reading.context.traceId === calleeServer.traceId);
  const reads = readWith(b.propagationFields);
  const one = used.find(({ format }) => reads.includes(format)) ?? used[0];
  return one ? { expected: `reads ${one.format}`, found: reads.includes(one.format) ? `reads ${one.format}` : `reads ${reads.join(', ') || 'nothing'}` } : UNASKED;
}

/** A service that is not asked for its span, or has none, contradicts nothing. Only a recording span knows its parent. */
function accountAgrees(evidence: Evidence, side: Side, own: Span | undefined): Claim {
  const account: Witness<Account> = side === 'caller' ? evidence.answers.a : evidence.answers.b;
  const other = own ? undefined : underAnotherName(evidence, side);
  const span = own ?? other;
  if (!seen(account) || !account.spanId || !account.traceId || !span) return UNASKED;
  const bits = [account.parentIsRemote, parentIsRemote(span)];
  const remote = (bit: Truth | null | undefined): string => bits.includes(null) || bits.includes('unknown') ? '' : bit ? ', parent remote' : ', parent local';
  const text = (traceId: string, spanId: string, parent: string | null | undefined, sampled: boolean): string =>
    `${traceId} ${spanId} in ${parent ?? NO_PARENT}, ${sampled ? 'sampled' : 'not sampled'}`;
  return {
    expected: text(account.traceId, account.spanId, account.parentSpanId, account.sampled ?? true) + remote(bits[0]) + (other ? `, of service ${evidence[side]}` : ''),
    found: text(span.traceId, span.spanId, span.parentSpanId, true) + remote(bits[1]) + (other ? `, of service ${other.service}` : ''),
  };
}

/** B's answer tells of a call in another request's trace, and A has one below its own span: the answer was swapped, or came from a cache. */
function callOfThisRequest({ leaked, server, client, received, caller }: Evidence): Claim {
  const own = leaked === true && server && received.find((span) => span.service === caller && span.kind === 'CLIENT' && descends(span, server, received));
  return own && client ? { expected: `a call in ${place(own.traceId, own.spanId)}`, found: `a call in ${place(client.traceId, client.spanId)}` } : UNASKED;
}
