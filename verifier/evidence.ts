// What each witness of one request says. Everything is kept apart: what a witness did not say is never
// taken from another, and an absence counts as `nothing` only where it would have been seen.

import type { Account, Answers } from './answers.ts';
import { parentIsRemote, recordedHeader, type Span, type SpanKind } from './span.ts';
import { ascent, descends } from './trace.ts';
import { and, not, or, seen, type Truth, type Witness } from './truth.ts';
import type { TraceContext } from './wire.ts';

/** What was gathered about one request to `caller`, which calls `callee`. Names are `service.name`s. */
export interface Gathered {
  caller: string;
  callee: string;
  /** The trace context that the verifier sent. */
  probe: Witness<TraceContext>;
  answers: Answers;
  /** Why the request got no answer at all; null: it got one, or nobody knows. */
  requestError: string | null;
  /** The request's spans in the Collector's output file, and in its raw tap. An empty list: none yet. */
  file: Witness<readonly Span[]>;
  tap: Witness<readonly Span[]>;
  /** Whether nothing more can come from a service. */
  settled: { caller: Truth; callee: Truth };
  /** Whether spans were lost behind the verifier's back: a file that shrank, a Collector that restarted. */
  truncated: Truth;
}

export interface Evidence extends Gathered {
  /** Every span that the Collector received: in the tap or in the file. */
  received: readonly Span[];
  /** A's SERVER span, A's CLIENT span and B's SERVER span: the first that may be it. */
  server: Span | undefined;
  client: Span | undefined;
  calleeServer: Span | undefined;
  /** The values of `traceparent` as A put them on the wire, and as they arrived at B. */
  sentHeader: Witness<readonly string[]>;
  receivedHeader: Witness<readonly string[]>;
  /** What B's SERVER span says its parent was: a remote one, or one in its own process. */
  remoteParent: Truth;
  /** B's SERVER span is the child of a CLIENT span of A. */
  pair: Truth;
  /** A's CLIENT span lies below A's SERVER span. */
  descent: Truth;
  /** Whether the SERVER span of a service was looked for, and has not been received so far. */
  missing: { caller: Truth; callee: Truth };
  /** Pair, descent, and all three spans in the file. */
  complete: Truth;
}

export function evidenceOf(gathered: Gathered): Evidence {
  const received = distinct([...list(gathered.tap), ...list(gathered.file)]);
  const servers = serversOfCaller(gathered, received);
  const calleeServers = serversOfCallee(gathered, received);
  const calls = spansOf(received, gathered.caller, 'CLIENT');
  const parents = calls.filter((call) => calleeServers.some((span) => isChild(span, call)));
  const clients = parents.length > 0 ? parents : lastBelow(servers[0], calls, received);
  const [server, client, calleeServer] = [servers[0], clients[0], calleeServers[0]];
  const pair = isPair(gathered, calls, calleeServers, server);
  const descent = isDescent(gathered, received, clients, servers);
  return {
    ...gathered, received, server, client, calleeServer, pair, descent,
    missing: {
      caller: isMissing(gathered, server, isNamed(gathered.answers.a) || isEntry(gathered, server)),
      callee: isMissing(gathered, calleeServer, isNamed(gathered.answers.b) || pair !== 'unknown'),
    },
    sentHeader: recordedHeader(client, 'traceparent'),
    receivedHeader: receivedHeader(gathered, calleeServer),
    remoteParent: calleeServer ? parentIsRemote(calleeServer) : 'unknown',
    complete: and(pair, descent, ...[servers, parents, calleeServers].map((spans) => inFile(gathered, spans))),
  };
}

/** The SERVER span that B's answer names; without a name every one may be it. */
function serversOfCallee({ callee, answers: { b } }: Gathered, spans: readonly Span[]): readonly Span[] {
  return spansOf(spans, callee, 'SERVER').filter(({ spanId }) => !isNamed(b) || spanId === b.spanId);
}

/** The SERVER span that A's answer names, or the one that continues the probe; without either every one may be it. */
function serversOfCaller(gathered: Gathered, spans: readonly Span[]): readonly Span[] {
  const { caller, answers: { a } } = gathered;
  const servers = spansOf(spans, caller, 'SERVER').filter(({ spanId }) => !isNamed(a) || spanId === a.spanId);
  const entries = isNamed(a) ? servers : servers.filter((span) => isEntry(gathered, span));
  return entries.length > 0 ? entries : servers;
}

/** Retries come later, so the last one; where none lies there, any. */
function lastBelow(server: Span | undefined, calls: readonly Span[], spans: readonly Span[]): readonly Span[] {
  const last = calls.findLast((call) => server && descends(call, server, spans)) ?? calls[0];
  return last ? [last] : [];
}

function isPair(gathered: Gathered, calls: readonly Span[], calleeServers: readonly Span[], server: Span | undefined): Truth {
  if (calleeServers.length === 0) return refutedBy(absenceProved(gathered, 'callee'));
  const orphans = calleeServers.filter((span) => !calls.some((call) => isChild(span, call)));
  const unanswered = calls.filter((call) => !calleeServers.some((span) => isChild(span, call)));
  // A call without a SERVER span may be the one that counts, its span not in yet: B's answer would name it.
  if (!isNamed(gathered.answers.b) && unanswered.length > orphans.length) return 'unknown';
  return agreed(calleeServers.map((span) => !orphans.includes(span) || refutedBy(clientsSettled(gathered, server))));
}

function isDescent(gathered: Gathered, spans: readonly Span[], clients: readonly Span[], servers: readonly Span[]): Truth {
  if (clients.length === 0) return refutedBy(clientsSettled(gathered, servers[0]));
  if (servers.length === 0) return refutedBy(absenceProved(gathered, 'caller'));
  return agreed(clients.flatMap((client) => servers.map((server) => isBelow(gathered, spans, client, server))));
}

/** Where a span between the two is not there, it may only not have been seen. */
function isBelow(gathered: Gathered, spans: readonly Span[], client: Span, server: Span): Truth {
  const { below, gap } = ascent(client, server, spans);
  return below || (gap && client.traceId === server.traceId ? refutedBy(absenceProved(gathered, 'caller')) : false);
}

/** CLIENT spans end before the SERVER span around them, and so are in the tap before it or with it. */
function clientsSettled(gathered: Gathered, server: Span | undefined): Truth {
  return server ? and(not(gathered.truncated), hasTap(gathered)) : absenceProved(gathered, 'caller');
}

/** Whether a span of this service that is not there has not been received: all has come, and nothing was emptied. */
export function absenceProved(gathered: Gathered, side: 'caller' | 'callee'): Truth {
  return and(gathered.settled[side], not(gathered.truncated), hasTap(gathered));
}

function hasTap({ tap }: Gathered): Truth {
  return tap === 'unknown' ? 'unknown' : true;
}

/** Whether a SERVER span was looked for, and has not been received so far. */
function isMissing(gathered: Gathered, span: Span | undefined, isCertain: boolean): Truth {
  if (span) return isCertain ? false : 'unknown';
  return hasTap(gathered);
}

function inFile(gathered: Gathered, spans: readonly Span[]): Truth {
  if (gathered.file === 'unknown') return 'unknown';
  const written = new Set(list(gathered.file).map(idOf));
  if (spans.length > 0 && spans.every((span) => written.has(idOf(span)))) return true;
  return refutedBy(and(gathered.settled.caller, gathered.settled.callee));
}

function receivedHeader({ answers: { b } }: Gathered, calleeServer: Span | undefined): Witness<readonly string[]> {
  if (seen(b) && b.received) return b.received.get('traceparent') ?? 'nothing';
  return recordedHeader(calleeServer, 'traceparent');
}

function isNamed<T extends Account>(answer: Witness<T>): answer is T {
  return seen(answer) && answer.spanId !== null;
}

function isEntry({ probe }: Gathered, span: Span | undefined): boolean {
  return seen(probe) && span?.parentSpanId === probe.parentId;
}

function spansOf(spans: readonly Span[], service: string, kind: SpanKind): readonly Span[] {
  return spans.filter((span) => span.service === service && span.kind === kind);
}

/** What all of them say; where they differ, nobody knows which one counts. */
function agreed([first = 'unknown', ...others]: readonly Truth[]): Truth {
  return others.every((other) => other === first) ? first : 'unknown';
}

/** What a proof of the contrary makes of a fact that was not seen to hold. */
function refutedBy(proof: Truth): Truth {
  return proof === true ? false : 'unknown';
}

function isChild(child: Span, parent: Span): boolean {
  return child.parentSpanId === parent.spanId && child.traceId === parent.traceId;
}

function list(spans: Witness<readonly Span[]>): readonly Span[] {
  return seen(spans) ? spans : [];
}

function distinct(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [idOf(span), span])).values()];
}

function idOf({ traceId, spanId }: Span): string {
  return `${traceId} ${spanId}`;
}

/** Whether an answer could not be had, or says that it is none. An answer that nobody saw says nothing. */
export function requestFailed({ answers: { a } }: Gathered): Truth {
  if (a === 'unknown') return 'unknown';
  return or(a === 'nothing', seen(a) && (a.error !== null || a.httpStatus === 431));
}
