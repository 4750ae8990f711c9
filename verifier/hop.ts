// Which of a request's spans make the hop, and whether they hang together: the pair across the network, and the
// descent within the caller. Facts are three-valued: a span that may not have been seen refutes nothing.

import type { Account } from './answers.ts';
import { readingsOf } from './formats/formats.ts';
import { type Gathered, spansIn } from './gathered.ts';
import { absenceProved, clientsAbsent, inFile, refutedBy } from './presence.ts';
import type { Span, SpanKind } from './span.ts';
import { ascent, descends } from './trace.ts';
import { and, not, seen, type Truth, type Witness } from './truth.ts';

export interface Hop {
  /** Every span that the Collector received: in the tap or in the file. */
  received: readonly Span[];
  /** A's SERVER span, A's CLIENT span and B's SERVER span: each one that may be it. */
  servers: readonly Span[];
  clients: readonly Span[];
  calleeServers: readonly Span[];
  /** The first of each. */
  server: Span | undefined;
  client: Span | undefined;
  calleeServer: Span | undefined;
  /** B's SERVER span is the child of a CLIENT span of A, or is linked to it. */
  pair: Truth;
  /** A's CLIENT span lies below A's SERVER span. */
  descent: Truth;
  /** Pair, descent, and all three spans in the file. */
  complete: Truth;
  /** B's SERVER spans that name the same parent as the one of the hop, itself among them. */
  copies: readonly Span[];
  /** Without B's answer: whether another span, not in yet or of nobody's, may be the SERVER span that counts. */
  ambiguous: boolean;
}

export function hopOf(gathered: Gathered): Hop {
  const received = distinct(spansIn(gathered.tap), spansIn(gathered.file));
  const servers = serversOfCaller(gathered, received);
  const calleeServers = serversOfCallee(gathered, received);
  const calls = callsOf(gathered, received);
  const parents = calls.filter((call) => calleeServers.some((span) => isChild(span, call)));
  const clients = parents.length > 0 ? parents : withoutServer(gathered, servers[0], calls, received);
  const pair = isPair(gathered, calls, calleeServers, servers[0]);
  const descent = isDescent(gathered, received, clients, servers);
  return {
    received, servers, clients, calleeServers, server: servers[0], client: clients[0], calleeServer: calleeServers[0], pair, descent,
    complete: and(pair, descent, not(absenceProved(gathered, 'caller', 'SERVER', servers)),
      inFile(gathered, 'caller', servers), parents.length === 0 || inFile(gathered, 'caller', parents), inFile(gathered, 'callee', calleeServers)),
    copies: copiesOf(calleeServers[0], spansOf(received, gathered.callee, 'SERVER')),
    ambiguous: isAmbiguous(gathered, calls, calleeServers),
  };
}

export function isNamed<T extends Account>(answer: Witness<T>): answer is T {
  return seen(answer) && answer.spanId !== null;
}

/** Whether A's SERVER span continues the probe. */
export function isEntry({ probe }: Gathered, span: Span | undefined): boolean {
  return seen(probe) && span?.parentSpanId === probe.parentId;
}

/** The SERVER span that B's answer names; without a name every one may be it. */
function serversOfCallee({ callee, answers: { b } }: Gathered, spans: readonly Span[]): readonly Span[] {
  const servers = spansOf(spans, callee, 'SERVER');
  return isNamed(b) ? servers.filter(({ spanId }) => spanId === b.spanId) : servers;
}

/** The SERVER span that A's answer names, or the one that continues the probe; without either every one may be it. */
function serversOfCaller(gathered: Gathered, spans: readonly Span[]): readonly Span[] {
  const { caller, answers: { a } } = gathered;
  const servers = spansOf(spans, caller, 'SERVER');
  if (isNamed(a)) return servers.filter(({ spanId }) => spanId === a.spanId);
  const entries = servers.filter((span) => isEntry(gathered, span));
  return entries.length > 0 ? entries : servers;
}

/** A's CLIENT spans, without those that another service answered: A may call several. */
function callsOf({ caller, callee }: Gathered, spans: readonly Span[]): readonly Span[] {
  const all = spansOf(spans, caller, 'CLIENT');
  if (all.length < 2) return all;
  const others = new Set(spans.flatMap(({ service, kind, traceId, parentSpanId }) => kind === 'SERVER' && service !== callee ? [`${traceId} ${parentSpanId}`] : []));
  const own = all.filter(({ traceId, spanId }) => !others.has(`${traceId} ${spanId}`));
  return own.length > 0 ? own : all;
}

/** The call that reached B, by B's answer. Else the last below A's SERVER span, as retries come later; where none lies there, the last. */
function withoutServer({ answers: { b } }: Gathered, server: Span | undefined, calls: readonly Span[], spans: readonly Span[]): readonly Span[] {
  const named = seen(b) ? [b.parentSpanId, ...readingsOf(b.received ?? new Map()).map((reading) => 'context' in reading ? reading.context.parentId : null)] : [];
  const reached = calls.find(({ spanId }) => named.includes(spanId));
  const last = reached ?? calls.findLast((call) => server && descends(call, server, spans)) ?? calls.at(-1);
  return last ? [last] : [];
}

function isPair(gathered: Gathered, calls: readonly Span[], calleeServers: readonly Span[], server: Span | undefined): Truth {
  if (calleeServers.length === 0) return refutedBy(absenceProved(gathered, 'callee', 'SERVER'));
  if (isAmbiguous(gathered, calls, calleeServers)) return 'unknown';
  return agreed(calleeServers.map((span) => calls.some((call) => isChild(span, call)) || (isRoot(span) ? false : refutedBy(clientsAbsent(gathered, server)))));
}

/** A call without a SERVER span may be the one that counts, and so may a SERVER span of nobody's: B's answer would name it. */
function isAmbiguous({ answers: { b }, callee, strays }: Gathered, calls: readonly Span[], calleeServers: readonly Span[]): boolean {
  if (isNamed(b)) return false;
  const orphans = calleeServers.filter((span) => !calls.some((call) => isChild(span, call)));
  const unanswered = calls.filter((call) => !calleeServers.some((span) => isChild(span, call)));
  return unanswered.length > orphans.length || spansOf(strays, callee, 'SERVER').length > 0;
}

function copiesOf(first: Span | undefined, servers: readonly Span[]): readonly Span[] {
  return first?.parentSpanId === undefined ? [] : servers.filter(({ parentSpanId, traceId }) => parentSpanId === first.parentSpanId && traceId === first.traceId);
}

/** The way up may end at A's SERVER span, or at the place of it that A's answer names. */
function isDescent(gathered: Gathered, spans: readonly Span[], clients: readonly Span[], servers: readonly Span[]): Truth {
  const { answers: { a }, otherTraces } = gathered;
  if (clients.length === 0) return refutedBy(clientsAbsent(gathered, servers[0]));
  // A SERVER span that nothing assigns to this request may be that of another one, whose trace the call leaked into.
  if (otherTraces !== 'nothing' && !isNamed(a) && !isEntry(gathered, servers[0])) return 'unknown';
  const tops = servers.length === 0 && isNamed(a) && a.traceId !== null ? [{ traceId: a.traceId, spanId: a.spanId! }] : servers;
  if (tops.length === 0) return refutedBy(absenceProved(gathered, 'caller', 'SERVER'));
  return agreed(clients.flatMap((client) => tops.map((top) => isBelow(gathered, spans, client, top))));
}

/** Where a span between the two is not there, it may only not have been seen. */
function isBelow(gathered: Gathered, spans: readonly Span[], client: Span, top: { traceId: string; spanId: string }): Truth {
  const place = { ...top, parentSpanId: undefined };
  const { below, gap } = ascent(client, place, [...spans, place]);
  return below || (gap && client.traceId === top.traceId ? refutedBy(absenceProved(gathered, 'caller', 'INTERNAL')) : false);
}

/** As they began, which one process knows of its own spans: they come in any order. */
function spansOf(spans: readonly Span[], service: string, kind: SpanKind): readonly Span[] {
  const those = spans.filter((span) => span.service === service && span.kind === kind);
  return those.length < 2 ? those : those.sort((one, other) => one.startTime - other.startTime || (one.spanId < other.spanId ? -1 : 1));
}

/** What all of them say; where they differ, nobody knows which one counts. */
function agreed([first = 'unknown', ...others]: readonly Truth[]): Truth {
  return others.every((other) => other === first) ? first : 'unknown';
}

function isChild(child: Span, parent: Span): boolean {
  const isParent = child.parentSpanId === parent.spanId && child.traceId === parent.traceId;
  return isParent || isLinkedTo(child, parent);
}

/** No span can be the parent of one that names none. */
function isRoot({ parentSpanId, links }: Span): boolean {
  return parentSpanId === undefined && links.length === 0;
}

export function isLinkedTo({ links }: Span, { traceId, spanId }: Span): boolean {
  return links.some((link) => link.spanId === spanId && link.traceId === traceId);
}

/** Once each. Where tap and file differ, the tap says what was received. A span id is key enough, but where it stands in two traces. */
function distinct(tap: readonly Span[], file: readonly Span[]): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const span of [...file, ...tap]) {
    const first = spans.get(span.spanId) ?? span;
    spans.set(first.traceId === span.traceId ? span.spanId : `${span.traceId} ${span.spanId}`, span);
  }
  return [...spans.values()];
}
