// Whether a span that is not there was not received, and whether one that was received is in the file. An absence
// is a fact only where the span would have been seen.

import { fileRead, type Gathered, type Side, spansIn, tapRead, truncated } from './gathered.ts';
import type { Span, SpanKind } from './span.ts';
import { and, not, or, seen, type Truth } from './truth.ts';

/**
 * Whether a span of this kind that is not there was not received: its service says that it sends none, or all has
 * come, nothing was emptied, and no other span of the run may be it.
 */
export function absenceProved(gathered: Gathered, side: Side, kind: SpanKind, found: readonly Span[] = []): Truth {
  if (found.length > 0) return false;
  if (kind === 'SERVER' && underAnotherName(gathered, side)) return 'unknown';
  return or(kind === 'SERVER' && saysUnsampled(gathered, side), allCame(gathered, side, kind, gathered.settled[side]));
}

/** CLIENT spans end before the SERVER span around them, and so come before it or with it. */
export function clientsAbsent(gathered: Gathered, server: Span | undefined): Truth {
  return allCame(gathered, 'caller', 'CLIENT', or(gathered.settled.caller, server ? true : 'unknown'));
}

/** Either the tap shows what came, or the file together with the counters. */
function allCame(gathered: Gathered, side: Side, kind: SpanKind, settled: Truth): Truth {
  const { strays, allWritten } = gathered;
  const claimed = strays.some((span) => span.service === gathered[side] && span.kind === kind) ? 'unknown' : true;
  return and(settled, not(truncated(gathered)), claimed, or(tapRead(gathered), and(fileRead(gathered, gathered[side]), allWritten === true || 'unknown')));
}

/** The SERVER span that this service's answer names, received from a service of another name. Without an SDK of its own, a service may name its caller's. */
export function underAnotherName(gathered: Gathered, side: Side): Span | undefined {
  const { answers: { a, b }, strays, tap, file } = gathered;
  const account = side === 'caller' ? a : b;
  if (!seen(account) || account.spanId === null || account.parentSpanId === null) return undefined;
  const named = [...spansIn(tap), ...spansIn(file), ...strays].filter(({ kind, spanId, traceId }) => kind === 'SERVER' && spanId === account.spanId && traceId === account.traceId);
  // One of its own name as well: the id stands for two spans.
  return named.some(({ service }) => service === gathered[side]) ? undefined : named[0];
}

/** A service that says that its span is not sampled has sent none. */
function saysUnsampled({ answers: { a, b } }: Gathered, side: Side): boolean {
  const account = side === 'caller' ? a : b;
  return seen(account) && account.sampled === false;
}

/** Whether spans of this side are in the file, all that there are; false only where no more can be written. */
export function inFile(gathered: Gathered, side: Side, spans: readonly Span[]): Truth {
  const ended = flushed(gathered);
  if (spans.length === 0) return refutedBy(and(ended, gathered.settled[side], fileRead(gathered, gathered[side])));
  return and(...spans.map((span) => isInFile(gathered, span)).map((is) => is === false ? refutedBy(ended) : is));
}

/** As it is now. Where nobody read that part of the file, the counters tell: all that was received was written. */
export function isInFile(gathered: Gathered, span: Span): Truth {
  if (spansIn(gathered.file).some((each) => isSame(each, span))) return true;
  if (fileRead(gathered, span.service) === true) return false;
  return and(gathered.allWritten, not(truncated(gathered))) === true ? true : 'unknown';
}

/** What was received is written by now: a settled service has been so for longer than the exporter holds spans back, and no processor does. */
export function flushed({ settled, holding }: Gathered): Truth {
  return and(or(settled.caller, settled.callee), not(holding));
}

/** What a proof of the contrary makes of a fact that was not seen to hold. */
export function refutedBy(proof: Truth): Truth {
  return proof === true ? false : 'unknown';
}

export function isSame(one: Span, other: Span): boolean {
  return one.spanId === other.spanId && one.traceId === other.traceId;
}
