// What became of each span that went into a component, and of each trace.

import type { Passed } from './passed.ts';
import { renamedOf } from './renaming.ts';
import type { Tap } from './tap.ts';

/** What became of the spans that went in. */
export interface Fates {
  /** Came out under other ids: by what they were, what they are. */
  renamed: ReadonlyMap<Passed, Passed>;
  dropped: ReadonlySet<Passed>;
  /** Are for its like in a pipeline beside it. */
  diverted: ReadonlySet<Passed>;
  /** The same, as it was to be. */
  meant: ReadonlySet<Passed>;
  reparented: ReadonlySet<Passed>;
  /** Some of them went another way. */
  orphaned: ReadonlySet<Passed>;
  /** What comes out beside of the traces that went in, by trace. */
  apart: ReadonlyMap<string, readonly Passed[]>;
}

/** `output`: with what was diverted. */
export function fatesOf(input: Tap, output: Tap, { apart, diverted }: Pick<Fates, 'apart' | 'diverted'>, isMeant: (span: Passed) => boolean): Fates {
  const missing = [...input].filter((span) => !output.has(span));
  const renamed = renamedOf(missing, missing.length === 0 ? [] : [...output].filter((span) => !input.has(span)));
  const lost = new Set(missing.filter((span) => !renamed.has(span)));
  const kept = [...input].flatMap((span): [Passed, Passed][] => {
    const after = output.span(span.traceId, span.spanId);
    return after ? [[span, after]] : [];
  });
  const reparented = kept.filter(([before, after]) => after.parentSpanId !== before.parentSpanId).map(([before]) => before);
  const orphaned = [...kept, ...renamed].filter(([before, after]) => isOrphan(after, output) && !isOrphan(before, input)).map(([before]) => before);
  const orphanedApart = [...apart.values()].flat().filter(({ traceId, parentSpanId }) => lost.has(input.span(traceId, parentSpanId)!));
  return {
    renamed, dropped: new Set([...lost].filter((span) => !isMeant(span))), meant: new Set([...lost].filter(isMeant)),
    reparented: new Set(reparented), orphaned: new Set([...orphaned, ...orphanedApart]), apart, diverted,
  };
}

function isOrphan({ traceId, parentSpanId }: Passed, tap: Tap): boolean {
  return parentSpanId !== undefined && tap.span(traceId, parentSpanId) === undefined;
}

export type End = 'whole' | 'gone' | 'meant' | 'diverted' | 'broken';

export function endsOf(input: Tap, fates: Fates): Map<string, End> {
  return new Map([...input.traces].map(([id, trace]) => [id, endOf([...trace.values()], fates)]));
}

/** A trace of which only such spans are gone as were to be, and no others miss these, is whole. */
export function endOf(trace: readonly Passed[], { renamed, dropped, diverted, meant, reparented, orphaned, apart }: Fates): End {
  if (trace.every((span) => diverted.has(span))) return 'diverted';
  const others = apart.get(trace[0]!.traceId) ?? [];
  if (trace.every((span) => dropped.has(span) || meant.has(span))) {
    if (!trace.some((span) => dropped.has(span))) return others.some((span) => orphaned.has(span)) ? 'broken' : 'meant';
    return others.length > 0 ? 'broken' : 'gone';
  }
  return trace.some((span) => dropped.has(span) || renamed.has(span) || reparented.has(span) || orphaned.has(span)) ? 'broken' : 'whole';
}
