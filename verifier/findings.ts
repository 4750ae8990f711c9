// What is worth saying about a hop whatever its verdict is: none of it breaks the link.

import type { Evidence } from './evidence.ts';
import { isLinkedTo } from './hop.ts';
import { tracestateFault } from './formats/w3c.ts';
import { spansIn } from './gathered.ts';
import type { Span } from './span.ts';
import { seen } from './truth.ts';

export interface Finding {
  code: string;
  message: string;
  spanId?: string;
}

/** Start times of spans are whole milliseconds in some SDKs, and clocks of healthy machines differ by less. Milliseconds. */
const SKEW = 1_000;

export function findingsOf(evidence: Evidence): Finding[] {
  return [...errors(evidence), ...skew(evidence), ...repeats(evidence), ...linkedByLink(evidence), ...late(evidence), ...badTracestate(evidence), ...unheardOf(evidence)];
}

function errors({ received, callee, answers: { a } }: Evidence): Finding[] {
  const spans = received.filter(({ status }) => status === 'ERROR')
    .map(({ service, kind, spanId }) => ({ code: 'ERROR_STATUS', message: `The ${kind} span of ${service} has status ERROR.`, spanId }));
  const status = seen(a) && a.statusOfB !== null && a.statusOfB >= 400
    ? [{ code: 'CALLEE_ERROR', message: `${callee} answered with HTTP status ${a.statusOfB}.` }] : [];
  return [...spans, ...status];
}

/** A call that began before its caller did, or long after it ended. Time decides nothing. */
function skew({ pair, client, calleeServer, callee, caller }: Evidence): Finding[] {
  if (pair !== true || !client || !calleeServer) return [];
  const early = client.startTime - calleeServer.startTime;
  const behind = calleeServer.startTime - client.endTime;
  const by = early > SKEW ? -early : behind > SKEW ? behind : 0;
  if (by === 0) return [];
  const message = `The clock of ${callee} is about ${Math.round(Math.abs(by) / 1_000)} s ${by < 0 ? 'behind' : 'ahead of'} that of ${caller}: its span lies outside the call. Time decides nothing here.`;
  return [{ code: 'CLOCK_SKEW', message, spanId: calleeServer.spanId }];
}

function repeats({ tap, file }: Evidence): Finding[] {
  const repeated = [...spansIn(tap).length > 0 ? repeatedIn(spansIn(tap)) : repeatedIn(spansIn(file))];
  if (repeated.length === 0) return [];
  return [{ code: 'DUPLICATE_SPANS', message: `${repeated.length} spans were delivered more than once, alike each time: OTLP allows that.`, spanId: repeated[0]!.spanId }];
}

function repeatedIn(spans: readonly Span[]): Span[] {
  if (new Set(spans.map(({ spanId }) => spanId)).size === spans.length) return [];
  const once = new Set<string>();
  const repeated = new Map<string, Span>();
  for (const span of spans) {
    const key = [span.traceId, span.spanId, span.parentSpanId, span.service, span.kind].join(' ');
    if (once.has(key)) repeated.set(key, span);
    once.add(key);
  }
  return [...repeated.values()];
}

function linkedByLink({ pair, client, calleeServer, callee }: Evidence): Finding[] {
  const byLink = pair === true && client && calleeServer && calleeServer.parentSpanId !== client.spanId && isLinkedTo(calleeServer, client);
  return byLink ? [{ code: 'LINKED_BY_LINK', message: `The SERVER span of ${callee} is no child of the call: it names it in a link.`, spanId: calleeServer.spanId }] : [];
}

/** The request failed, and its hop was linked all the same. */
function late({ answers: { a }, pair, callee, calleeServer }: Evidence): Finding[] {
  const failed = a === 'nothing' || (seen(a) && a.error !== null);
  return failed && pair === true && calleeServer ? [{ code: 'LATE_AND_LINKED', message: `${callee} went on with the request, and its span joined the trace.`, spanId: calleeServer.spanId }] : [];
}

/** A name that no span and no answer has may be misspelt. */
function unheardOf({ caller, callee, received, strays, answers: { a, b } }: Evidence): Finding[] {
  const heard = new Set<string | null>([...received, ...strays].map(({ service }) => service));
  for (const account of [a, b]) if (seen(account)) heard.add(account.service);
  if (heard.size === 0 || a === 'nothing' || (seen(a) && a.error !== null)) return [];
  return [caller, callee].filter((service) => !heard.has(service)).map((service) => (
    { code: 'UNHEARD_OF', message: `No span and no answer names \`${service}\`, as its \`service.name\`: seen were ${[...heard].filter((name) => name !== null).sort().join(', ')}.` }));
}

function badTracestate({ arrived }: Evidence): Finding[] {
  const values = seen(arrived) ? arrived.carrier?.get('tracestate') : undefined;
  const fault = values && tracestateFault(values);
  return fault ? [{ code: 'TRACESTATE_INVALID', message: `${fault[0]!.toUpperCase()}${fault.slice(1)}; a receiver may drop it, and keeps the rest.` }] : [];
}
