// Up to three traces that a component broke or lost, small ones first: what a person understands at a glance.

import type { ExampleSpan, ExampleTrace } from '../verifier/xray.ts';
import { endOf, type Fates } from './fates.ts';
import type { Passed } from './passed.ts';
import type { Tap } from './tap.ts';

export const MOST_EXAMPLES = 3;
const MOST_SPANS = 12;

export function examplesOf(input: Tap, fates: Fates): ExampleTrace[] {
  const ends = Map.groupBy([...input.traces.values()].map((trace) => [...trace.values()]), (trace) => endOf(trace, fates));
  const worst = ends.get('broken') ?? ends.get('gone') ?? [];
  return worst.toSorted((one, other) => one.length - other.length).slice(0, MOST_EXAMPLES).map((trace) => [...trace, ...fates.apart.get(trace[0]!.traceId) ?? []]).map((trace) => ({
    traceId: trace[0]!.traceId, spans: shown(trace, fates).map((span) => entry(span, fates)), omitted: Math.max(0, trace.length - MOST_SPANS),
  }));
}

/** Of a long trace, the spans that something happened to, with their parents. */
function shown(trace: readonly Passed[], fates: Fates): readonly Passed[] {
  if (trace.length <= MOST_SPANS) return trace;
  const hit = trace.filter((span) => fateOf(span, fates) !== 'kept');
  const parents = trace.filter(({ spanId }) => hit.some(({ parentSpanId }) => parentSpanId === spanId));
  const near = new Set([...new Set([...hit, ...parents, ...trace])].slice(0, MOST_SPANS));
  return trace.filter((span) => near.has(span));
}

function entry(span: Passed, fates: Fates): ExampleSpan {
  const { traceId, spanId, parentSpanId = null, service, kind, name } = span;
  return { traceId, spanId, parentSpanId, service, kind, name, fate: fateOf(span, fates) };
}

function fateOf(span: Passed, { renamed, dropped, meant, reparented, orphaned }: Fates): ExampleSpan['fate'] {
  if (dropped.has(span)) return 'dropped';
  if (meant.has(span)) return 'dropped as meant';
  if (renamed.has(span)) return 'id changed';
  if (reparented.has(span)) return 'parent changed';
  return orphaned.has(span) ? 'orphaned' : 'kept';
}
