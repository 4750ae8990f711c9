// What a component did to the spans: those that went in held against those that came out.

import type { StageEntry } from '../verifier/xray.ts';
import { apartOf, type Beside, divertedOf } from './beside.ts';
import { examplesOf } from './examples.ts';
import { type End, endsOf, type Fates, fatesOf } from './fates.ts';
import type { Passed } from './passed.ts';
import { Tap, united } from './tap.ts';

/** Without what was compared, and what to think of it. */
export type Comparison = Omit<StageEntry, 'component' | 'pipeline' | 'at' | 'fault' | 'mend'>;

export interface Around extends Beside {
  /** Whether a span is to be dropped: then nothing is lost with it. */
  isMeant: (span: Passed) => boolean;
}

const NOTHING_AROUND: Around = { passed: new Tap(), met: new Tap(), isMeant: () => false };

export interface Compared extends Comparison {
  /** Ids of the traces that it broke. */
  broken: string[];
}

/** `outputs`: one tap a destination. */
export function compare(input: Tap, outputs: readonly Tap[], around: Partial<Around> = {}): Compared {
  const { isMeant, ...beside } = { ...NOTHING_AROUND, ...around };
  const output = united(outputs);
  const diverted = divertedOf([...input].filter((span) => !output.has(span)), output, beside);
  const fates = fatesOf(input, diverted.size > 0 ? united([output, Tap.of(diverted)]) : output, { apart: apartOf(input, beside), diverted }, isMeant);
  const ends = endsOf(input, fates);
  const split = splitOf(input, output, outputs);
  return {
    spansIn: input.size + input.repeats, spansOut: output.size + output.repeats,
    dropped: fates.dropped.size + fates.meant.size, diverted: diverted.size, duplicated: Math.max(0, output.repeats - input.repeats), added: added(input, output, fates),
    ...countsOf(ends), tracesSplit: split.length, tracesReordered: reordered(input, output),
    orphansMade: fates.orphaned.size, idsChanged: fates.renamed.size, parentsChanged: fates.reparented.size,
    ...fieldCounts(input, output, fates), ...attributeCounts(input, output, fates),
    examples: examplesOf(input, fates), broken: [...idsOf(ends, 'broken'), ...split],
  };
}

function added(input: Tap, output: Tap, { renamed }: Fates): number {
  const known = new Set(renamed.values());
  return [...output].filter((span) => !input.has(span) && !known.has(span)).length;
}

function countsOf(ends: ReadonlyMap<string, End>): Pick<Comparison, 'tracesIn' | 'tracesWhole' | 'tracesGone' | 'tracesMeant' | 'tracesDiverted' | 'tracesBroken'> {
  const count = (end: End): number => idsOf(ends, end).length;
  return { tracesIn: ends.size, tracesWhole: count('whole'), tracesGone: count('gone') + count('meant'), tracesMeant: count('meant'), tracesDiverted: count('diverted'), tracesBroken: count('broken') };
}

function idsOf(ends: ReadonlyMap<string, End>, wanted: End): string[] {
  return [...ends].filter(([, end]) => end === wanted).map(([id]) => id);
}

/** Traces of which no destination has all. */
function splitOf(input: Tap, output: Tap, outputs: readonly Tap[]): string[] {
  if (outputs.length < 2) return [];
  const known = [...output.traces].filter(([id]) => input.traces.has(id));
  return known.filter(([id, spans]) => outputs.every((tap) => (tap.traces.get(id)?.size ?? 0) < spans.size)).map(([id]) => id);
}

function reordered(input: Tap, output: Tap): number {
  if (input.merged || output.merged) return 0;
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
