// What the Collector's own witnesses must agree on: its raw tap, its file, and its counters.

import { type Claim, place, UNASKED } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { fileRead, spansIn, truncated } from './gathered.ts';
import { isSame } from './presence.ts';
import type { Span } from './span.ts';
import { and, not, seen } from './truth.ts';

/** What was written was received before, of the same service and kind, with the same place in the trace. Other attributes may differ. */
export function fileIsTap({ file, tap }: Evidence): Claim {
  if (!seen(file) || !seen(tap) || tap.length + file.length === 0) return UNASKED;
  for (const span of file) {
    const raw = tap.filter((each) => each.spanId === span.spanId);
    if (raw.length === 0) return { expected: 'every span of the file', found: `none with span id ${span.spanId}` };
    const alike = raw.filter(({ traceId, parentSpanId }) => traceId === span.traceId && parentSpanId === span.parentSpanId);
    if (alike.some(({ service, kind }) => service === span.service && kind === span.kind)) continue;
    return alike[0] ? { expected: role(alike[0]), found: `${role(span)}: a processor rewrote it` } : { expected: position(raw[0]!), found: `${position(span)}: a processor rewrote ids` };
  }
  return { expected: 'every span of the file', found: 'every span of the file' };
}

function position({ spanId, traceId, parentSpanId }: Span): string {
  return `${spanId} in ${place(traceId, parentSpanId)}`;
}

function role({ spanId, kind, service }: Span): string {
  return `${spanId}, ${kind} span of ${service}`;
}

/** The Collector's counters say that all was written, so all that the tap has is in the file. */
export function countersAreFile(evidence: Evidence): Claim {
  const { allWritten, tap, file, settled } = evidence;
  if (!seen(tap) || fileRead(evidence, evidence.caller) !== true || fileRead(evidence, evidence.callee) !== true || and(allWritten, settled.caller, settled.callee, not(truncated(evidence))) !== true) return UNASKED;
  const missing = tap.filter((span) => !spansIn(file).some((each) => isSame(each, span)));
  return { expected: 'nothing lost', found: missing.length === 0 ? 'nothing lost' : `${missing.length} spans lost` };
}
