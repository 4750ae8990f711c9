// What each witness of one request says. Everything is kept apart: what a witness did not say is never
// taken from another, and an absence counts as `nothing` only where it would have been seen.

import type { Answers } from './answers.ts';
import { parentIsRemote, recordedHeader, type Span } from './span.ts';
import { descends } from './trace.ts';
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
  /** A's SERVER span, A's CLIENT span and B's SERVER span. */
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
  /** Pair, descent, and all three spans in the file. */
  complete: Truth;
}

export function evidenceOf(gathered: Gathered): Evidence {
  const received = distinct([...list(gathered.tap), ...list(gathered.file)]);
  const calleeServer = findCalleeServer(gathered, received);
  const server = findServer(gathered, received);
  const client = findClient(gathered, received, calleeServer, server);
  const pair = isPair(gathered, received, calleeServer, server);
  const descent = isDescent(gathered, received, client, server);
  return {
    ...gathered, received, server, client, calleeServer, pair, descent,
    sentHeader: recordedHeader(client, 'traceparent'),
    receivedHeader: receivedHeader(gathered, calleeServer),
    remoteParent: calleeServer ? parentIsRemote(calleeServer) : 'unknown',
    complete: and(pair, descent, ...[server, client, calleeServer].map((span) => inFile(gathered, span))),
  };
}

function findCalleeServer({ callee, answers }: Gathered, spans: readonly Span[]): Span | undefined {
  const servers = spans.filter((span) => span.service === callee && span.kind === 'SERVER');
  const named = seen(answers.b) ? answers.b.spanId : null;
  return named === null ? servers[0] : servers.find((span) => span.spanId === named);
}

function findServer({ caller, answers, probe }: Gathered, spans: readonly Span[]): Span | undefined {
  const servers = spans.filter((span) => span.service === caller && span.kind === 'SERVER');
  const named = seen(answers.a) ? answers.a.spanId : null;
  if (named !== null) return servers.find((span) => span.spanId === named);
  return servers.find((span) => seen(probe) && span.parentSpanId === probe.parentId) ?? servers[0];
}

/** The one that B's SERVER span names as its parent; without it the last one below A's SERVER span: retries come later. */
function findClient({ caller }: Gathered, spans: readonly Span[], calleeServer: Span | undefined, server: Span | undefined): Span | undefined {
  const clients = spans.filter((span) => span.service === caller && span.kind === 'CLIENT');
  return clients.find((span) => isChild(calleeServer, span))
    ?? clients.findLast((span) => server && descends(span, server, spans))
    ?? clients[0];
}

function isPair(gathered: Gathered, spans: readonly Span[], calleeServer: Span | undefined, server: Span | undefined): Truth {
  if (!calleeServer) return refutedBy(absenceProved(gathered, 'callee'));
  const clients = spans.filter((span) => span.service === gathered.caller && span.kind === 'CLIENT');
  if (clients.some((client) => isChild(calleeServer, client))) return true;
  return refutedBy(clientsSettled(gathered, server));
}

function isDescent(gathered: Gathered, spans: readonly Span[], client: Span | undefined, server: Span | undefined): Truth {
  if (client && server) return descends(client, server, spans);
  return refutedBy(client ? absenceProved(gathered, 'caller') : clientsSettled(gathered, server));
}

/** CLIENT spans end before the SERVER span around them, and so are exported before it or with it. */
function clientsSettled(gathered: Gathered, server: Span | undefined): Truth {
  return server ? not(gathered.truncated) : absenceProved(gathered, 'caller');
}

/** Whether a span of this service that is not there has not been received: all has come, and nothing was emptied. */
function absenceProved({ settled, truncated, tap }: Gathered, side: 'caller' | 'callee'): Truth {
  return and(settled[side], not(truncated), tap === 'unknown' ? 'unknown' : true);
}

function inFile(gathered: Gathered, span: Span | undefined): Truth {
  if (gathered.file === 'unknown') return 'unknown';
  if (span && list(gathered.file).some((each) => each.spanId === span.spanId && each.traceId === span.traceId)) return true;
  return refutedBy(and(gathered.settled.caller, gathered.settled.callee));
}

function receivedHeader({ answers }: Gathered, calleeServer: Span | undefined): Witness<readonly string[]> {
  if (seen(answers.b)) return answers.b.received.get('traceparent') ?? 'nothing';
  return recordedHeader(calleeServer, 'traceparent');
}

/** What a proof of the contrary makes of a fact that was not seen to hold. */
function refutedBy(proof: Truth): Truth {
  return proof === true ? false : 'unknown';
}

function isChild(child: Span | undefined, parent: Span): boolean {
  return child?.parentSpanId === parent.spanId && child.traceId === parent.traceId;
}

function list(spans: Witness<readonly Span[]>): readonly Span[] {
  return seen(spans) ? spans : [];
}

function distinct(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [`${span.traceId} ${span.spanId}`, span])).values()];
}

/** Whether an answer could not be had, or says that it is none. An answer that nobody saw says nothing. */
export function requestFailed({ answers: { a } }: Gathered): Truth {
  if (a === 'unknown') return 'unknown';
  return or(a === 'nothing', seen(a) && (a.error !== null || a.httpStatus === 431));
}
