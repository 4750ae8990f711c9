// What a component did to the spans: those that went in held against those that came out.

import type { StageEntry } from '../verifier/xray.ts';
import { examplesOf } from './examples.ts';
import type { Passed } from './passed.ts';
import { type Tap, united } from './tap.ts';

/** Without the names of what was compared. */
export type Comparison = Omit<StageEntry, 'component' | 'pipeline'>;

/** What became of the spans that went in. */
export interface Fates {
  /** Came out under other ids: by what they were, what they are. */
  renamed: ReadonlyMap<Passed, Passed>;
  dropped: ReadonlySet<Passed>;
  reparented: ReadonlySet<Passed>;
  orphaned: ReadonlySet<Passed>;
}

/** `outputs`: one tap a destination. `elsewhere`: what its like let pass in a pipeline beside it, that joins with its own. */
export function compare(input: Tap, outputs: readonly Tap[], elsewhere: Tap): Comparison {
  const output = united(outputs);
  const missing = [...input].filter((span) => !output.has(span));
  const diverts = missing.length > 0 && missing.every((span) => elsewhere.has(span));
  const fates = fatesOf(input, diverts ? united([output, elsewhere]) : output);
  return {
    spansIn: input.size + input.repeats, spansOut: output.size + output.repeats,
    dropped: fates.dropped.size, diverted: diverts ? missing.length : 0, duplicated: Math.max(0, output.repeats - input.repeats), added: added(input, output, fates),
    ...traceCounts(input, fates), tracesSplit: split(input, output, outputs), tracesReordered: reordered(input, output),
    orphansMade: fates.orphaned.size, idsChanged: fates.renamed.size, parentsChanged: fates.reparented.size,
    ...fieldCounts(input, output, fates), ...attributeCounts(input, output, fates),
    examples: examplesOf(input, fates),
  };
}

function fatesOf(input: Tap, output: Tap): Fates {
  const missing = [...input].filter((span) => !output.has(span));
  const renamed = renamedOf(missing, missing.length === 0 ? [] : [...output].filter((span) => !input.has(span)));
  const kept = [...input].flatMap((span) => output.span(span.traceId, span.spanId) ?? []);
  const reparented = new Set(kept.filter((span) => span.parentSpanId !== input.span(span.traceId, span.spanId)!.parentSpanId));
  const orphaned = kept.filter((span) => isOrphan(span, output) && !isOrphan(input.span(span.traceId, span.spanId)!, input));
  const asTheyWentIn = (spans: Iterable<Passed>): Set<Passed> => new Set([...spans].map(({ traceId, spanId }) => input.span(traceId, spanId)!));
  return { renamed, dropped: new Set(missing.filter((span) => !renamed.has(span))), reparented: asTheyWentIn(reparented), orphaned: asTheyWentIn(orphaned) };
}

/** A span under other ids is known by everything that a component that changes ids leaves alone. */
function renamedOf(missing: readonly Passed[], strange: readonly Passed[]): Map<Passed, Passed> {
  const identity = ({ service, kind, name, start, end }: Passed): string => JSON.stringify([service, kind, name, start, end]);
  const found = Map.groupBy(strange, identity);
  return new Map(missing.flatMap((span) => {
    const now = found.get(identity(span))?.shift();
    return now ? [[span, now]] : [];
  }));
}

function isOrphan({ traceId, parentSpanId }: Passed, tap: Tap): boolean {
  return parentSpanId !== undefined && tap.span(traceId, parentSpanId) === undefined;
}

function added(input: Tap, output: Tap, { renamed }: Fates): number {
  const known = new Set(renamed.values());
  return [...output].filter((span) => !input.has(span) && !known.has(span)).length;
}

function traceCounts(input: Tap, fates: Fates): Pick<Comparison, 'tracesIn' | 'tracesWhole' | 'tracesGone' | 'tracesBroken'> {
  const ends = [...input.traces.values()].map((trace) => endOf([...trace.values()], fates));
  const count = (end: string): number => ends.filter((each) => each === end).length;
  return { tracesIn: ends.length, tracesWhole: count('whole'), tracesGone: count('gone'), tracesBroken: count('broken') };
}

export function endOf(trace: readonly Passed[], { renamed, dropped, reparented, orphaned }: Fates): 'whole' | 'gone' | 'broken' {
  if (trace.every((span) => dropped.has(span))) return 'gone';
  return trace.some((span) => dropped.has(span) || renamed.has(span) || reparented.has(span) || orphaned.has(span)) ? 'broken' : 'whole';
}

function split(input: Tap, output: Tap, outputs: readonly Tap[]): number {
  if (outputs.length < 2) return 0;
  const sizes = [...output.traces].filter(([id]) => input.traces.has(id));
  return sizes.filter(([id, spans]) => outputs.every((tap) => (tap.traces.get(id)?.size ?? 0) < spans.size)).length;
}

function reordered(input: Tap, output: Tap): number {
  return [...input.traces].filter(([id, spans]) => {
    const out = [...output.traces.get(id)?.keys() ?? []].filter((spanId) => spans.has(spanId));
    const still = new Set(out);
    const before = [...spans.keys()].filter((spanId) => still.has(spanId));
    return before.some((spanId, at) => spanId !== out[at]);
  }).length;
}

/** What came out, with what it was. */
function pairs(input: Tap, output: Tap, { renamed }: Fates): [before: Passed, after: Passed][] {
  return [...input].flatMap((span): [Passed, Passed][] => {
    const after = output.span(span.traceId, span.spanId) ?? renamed.get(span);
    return after ? [[span, after]] : [];
  });
}

function fieldCounts(input: Tap, output: Tap, fates: Fates): Pick<Comparison, 'flagsChanged' | 'linksChanged' | 'traceStateChanged'> {
  const both = pairs(input, output, fates);
  const count = (field: 'flags' | 'links' | 'traceState'): number => both.filter(([before, after]) => before[field] !== after[field]).length;
  return { flagsChanged: count('flags'), linksChanged: count('links'), traceStateChanged: count('traceState') };
}

type Attributes = Pick<Comparison, 'attributesAdded' | 'attributesRemoved' | 'attributesChanged'>;

function attributeCounts(input: Tap, output: Tap, fates: Fates): Attributes {
  const counts = { attributesAdded: new Map<string, number>(), attributesRemoved: new Map<string, number>(), attributesChanged: new Map<string, number>() };
  for (const [before, after] of pairs(input, output, fates)) {
    if (before.names === after.names && before.values.every((value, at) => value === after.values[at])) continue;
    const [was, is] = [before, after].map(({ names, values }) => new Map(names.map((name, at) => [name, values[at]])));
    for (const [name, value] of is!) {
      if (!was!.has(name)) add(counts.attributesAdded, name);
      else if (was!.get(name) !== value) add(counts.attributesChanged, name);
    }
    for (const name of was!.keys()) if (!is!.has(name)) add(counts.attributesRemoved, name);
  }
  return Object.fromEntries(Object.entries(counts).map(([what, names]) => [what, Object.fromEntries(names)])) as unknown as Attributes;
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
