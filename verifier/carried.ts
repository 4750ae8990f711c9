// The trace context on the wire, as it left the caller and as it reached the callee: what the headers said,
// or what follows from a span that could only have been made from them.

import type { AnswerOfB } from './answers.ts';
import type { Carrier, CarriedContext } from './formats/reading.ts';
import { type Format, type Reading, readingsOf } from './formats/formats.ts';
import { carrierText } from './formats/text.ts';
import type { Gathered } from './gathered.ts';
import type { Hop } from './hop.ts';
import { parentIsRemote, type Span } from './span.ts';
import { seen, type Witness } from './truth.ts';
import { formatTraceparent } from './wire.ts';

/** At least one header that carries a trace context, in any format. */
export interface Carried {
  /** The headers themselves; undefined: known only by what was made of them. */
  carrier: Carrier | undefined;
  readings: readonly Reading[];
  /** Of the readings that are valid. */
  contexts: readonly CarriedContext[];
  /** Of all of them; undefined: not known. */
  formats: readonly Format[] | undefined;
}

/** What reached B: by its answer, else by what its span recorded, else by the parent that its span has. */
export function arrivedAt({ answers: { b } }: Gathered, { calleeServers, ambiguous }: Hop): Witness<Carried> {
  if (seen(b) && b.received) return carriedBy(b.received);
  if (calleeServers.length !== 1 || ambiguous) return 'unknown';
  const [span] = calleeServers as [Span];
  const recorded = recordedCarrier(span);
  if (recorded !== 'unknown') return recorded;
  return span.parentSpanId === undefined || parentIsRemote(span) === false ? 'unknown' : derived(span.traceId, span.parentSpanId, undefined);
}

/**
 * What left A: by what its CLIENT span recorded. It follows from that span too, once a header with one of its
 * ids arrived; and where nothing arrived, and A has no propagator, nothing was sent.
 */
export function sentBy({ answers: { a } }: Gathered, { client }: Hop, arrived: Witness<Carried>): Witness<Carried> {
  const recorded = client ? recordedCarrier(client) : 'unknown';
  if (recorded !== 'unknown') return recorded;
  if (client && seen(arrived) && names(arrived, client)) return derived(client.traceId, client.spanId, true);
  return arrived === 'nothing' && seen(a) && a.propagationFields?.length === 0 ? 'nothing' : 'unknown';
}

/** Valid or not: an id of the span stands in a header. */
function names({ carrier, contexts }: Carried, { traceId, spanId }: Span): boolean {
  const text = carrier ? carrierText(carrier).toLowerCase() : '';
  return text.includes(traceId) || text.includes(spanId) || contexts.some((context) => context.traceId === traceId || context.parentId === spanId);
}

/** `nothing` only where `user-agent`, which every request has, shows that headers were recorded on this span. */
export function recordedCarrier({ requestHeaders }: Span): Witness<Carried> {
  const carried = requestHeaders.size === 0 ? 'nothing' : carriedBy(requestHeaders);
  return carried === 'nothing' && !requestHeaders.has('user-agent') ? 'unknown' : carried;
}

export function carriedBy(carrier: NonNullable<AnswerOfB['received']>): Witness<Carried> {
  const readings = readingsOf(carrier);
  if (readings.length === 0) return 'nothing';
  const contexts = readings.flatMap((reading) => 'context' in reading ? [reading.context] : []);
  return { carrier, readings, contexts, formats: readings.map(({ format }) => format) };
}

/** As it is shown to a person, and in documents. */
export function headersText({ carrier, contexts }: Carried): string {
  return carrier ? carrierText(carrier) : contexts.map(({ traceId, parentId, sampled }) => formatTraceparent({ traceId, parentId, sampled: sampled !== false })).join(', ');
}

function derived(traceId: string, parentId: string, sampled: boolean | undefined): Carried {
  return { carrier: undefined, readings: [], contexts: [{ traceId, parentId, sampled }], formats: undefined };
}
