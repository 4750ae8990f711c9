// The verdict on one hop, from the spans of its two ends alone: by the same rules as a live request, with all the
// witnesses that a file cannot have left unknown. https://opentelemetry.io/docs/specs/otel/trace/api/#span

import { judge, type Judged, type Edge } from '../verifier/judge.ts';
import type { Span } from '../verifier/span.ts';

/** `otherTraces`: those in which other requests began, where a call of this one may lie that leaked. */
export function verdictOn(edge: Edge, spans: readonly Span[], otherTraces: 'nothing' | 'unknown' = 'nothing'): Judged {
  return judge([edge], { probe: 'unknown', answers: { a: 'unknown', b: 'unknown' }, requestError: null, tap: [], file: distinct(spans), quiet: 0 }, {
    alone: true, strays: [], otherTraces,
    emptied: { tap: 'unknown', file: 'unknown', counters: 'unknown' }, allWritten: 'unknown', holding: 'unknown', hasTap: false, outage: false, gone: () => 'unknown',
  });
}

function distinct(spans: readonly Span[]): Span[] {
  return [...new Set(spans)];
}
