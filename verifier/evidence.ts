// From what was gathered to facts: three-valued, each from any source that proves it. What a witness did not say
// is never taken from another, and an absence is a fact only where the thing would have been seen.

import type { Account } from './answers.ts';
import { arrivedAt, type Carried, sentBy } from './carried.ts';
import { fileRead, type Gathered, type Side, tapRead } from './gathered.ts';
import { type Hop, hopOf, isEntry, isNamed } from './hop.ts';
import { absenceProved, clientsAbsent, refutedBy } from './presence.ts';
import { parentIsRemote, type Span } from './span.ts';
import { and, not, or, seen, type Truth, type Witness } from './truth.ts';

export interface Evidence extends Gathered, Hop {
  /** What A put on the wire, and what arrived at B. */
  sent: Witness<Carried>;
  arrived: Witness<Carried>;
  /** What B's SERVER span says its parent was: a remote one, or one in its own process. */
  remoteParent: Truth;
  /** The service made a span of its own, recorded or not. Without an SDK that records, it passes on what it got. */
  ownId: Record<Side, Truth>;
  /** The same, and that span was sampled, or was not. */
  ownSampled: Record<Side, Truth>;
  ownUnsampled: Record<Side, Truth>;
  /** The SERVER span of this service was received; false: it was proved not to be. */
  serverReceived: Record<Side, Truth>;
  clientReceived: Truth;
  /** Several requests were sent, and the call lies in the trace of another one. */
  leaked: Truth;
}

export function evidenceOf(gathered: Gathered): Evidence {
  const hop = hopOf(gathered);
  const { a, b } = gathered.answers;
  const arrived = arrivedAt(gathered, hop);
  const ownId = { caller: ownIdOfCaller(gathered, hop, arrived), callee: ownIdOfCallee(gathered, hop, arrived) };
  const sampled = (account: Witness<Account>): Truth => seen(account) ? account.sampled ?? 'unknown' : 'unknown';
  const ownUnsampled = { caller: and(ownId.caller, not(sampled(a))), callee: and(ownId.callee, not(sampled(b))) };
  return {
    ...gathered, ...hop, arrived, ownId, ownUnsampled,
    sent: sentBy(gathered, hop, arrived),
    remoteParent: hop.calleeServer ? parentIsRemote(hop.calleeServer) : 'unknown',
    ownSampled: { caller: and(ownId.caller, sampled(a)), callee: and(ownId.callee, sampled(b)) },
    serverReceived: {
      caller: serverReceived(gathered, 'caller', hop.server, isNamed(a) || isEntry(gathered, hop.server) || isOnly(gathered, hop)),
      callee: serverReceived(gathered, 'callee', hop.calleeServer, isNamed(b) || hop.pair !== 'unknown'),
    },
    clientReceived: hop.client ? true : refutedBy(clientsAbsent(gathered, hop.server)),
    leaked: isLeaked(gathered, hop),
  };
}

/** An answer that names no span, and no propagator either, is not an account of its tracing: it says nothing. */
function saysNothing({ spanId, propagationFields }: Account): boolean {
  return spanId === null && propagationFields === null;
}

/** A's id is its own unless it is one that it was sent, or that it sent on. Only a recording span knows its parent. */
function ownIdOfCaller({ answers: { a }, probe }: Gathered, { server }: Hop, arrived: Witness<Carried>): Truth {
  if (!seen(a) || saysNothing(a)) return server ? true : 'unknown';
  if (a.spanId === null) return server ? true : false;
  if (server || a.parentSpanId !== null) return true;
  if ((seen(probe) && a.spanId === probe.parentId) || isParentIn(arrived, a.spanId)) return false;
  return seen(probe) ? true : 'unknown';
}

function ownIdOfCallee({ answers: { b } }: Gathered, { calleeServer }: Hop, arrived: Witness<Carried>): Truth {
  if (!seen(b) || saysNothing(b)) return calleeServer ? true : 'unknown';
  if (b.spanId === null) return calleeServer ? true : false;
  if (calleeServer || b.parentSpanId !== null) return true;
  if (arrived === 'unknown') return 'unknown';
  return !isParentIn(arrived, b.spanId);
}

function isParentIn(arrived: Witness<Carried>, spanId: string): boolean {
  return seen(arrived) && arrived.contexts.some(({ parentId }) => parentId === spanId);
}

function serverReceived(gathered: Gathered, side: Side, span: Span | undefined, isCertain: boolean): Truth {
  if (span) return isCertain ? true : 'unknown';
  return refutedBy(absenceProved(gathered, side, 'SERVER'));
}

/** In a lab of its own the request's SERVER span is the only one of A that none of the others called; if others were looked for. */
function isOnly(gathered: Gathered, { servers: [server, ...others], received }: Hop): boolean {
  if (!server || !gathered.alone || others.length > 0 || or(tapRead(gathered), fileRead(gathered, gathered.callee)) !== true) return false;
  return !received.some(({ spanId, traceId }) => spanId === server.parentSpanId && traceId === server.traceId);
}

/** The call is in a trace that began with another request. Which trace is this request's own, several witnesses say. */
function isLeaked({ otherTraces, probe, answers: { a } }: Gathered, { client, server, descent }: Hop): Truth {
  if (otherTraces === 'nothing') return false;
  const own = server?.traceId ?? (seen(a) ? a.traceId : null) ?? (seen(probe) ? probe.traceId : null);
  if (!client || own === null || otherTraces === 'unknown') return and(not(descent), 'unknown');
  return and(not(descent), client.traceId !== own && otherTraces.has(client.traceId));
}
