// What a user expects of a pipeline, and whether it is so: each line of `tracehop.yaml` is seen in every tap, so that
// one that fails is placed at the component where it first did.

import type { ExpectationEntry } from '../verifier/xray.ts';
import type { Chain } from './chain.ts';
import { type Criterion, criterionText, matches } from './criterion.ts';
import type { Passed } from './passed.ts';
import type { Tap } from './tap.ts';

export interface Expectations {
  /** Spans that must come out, all of them. */
  kept: readonly Criterion[];
  /** Spans that must not come out; nothing is lost with them. */
  dropped: readonly Criterion[];
  /** What no span may have that comes out. */
  absent: readonly Absence[];
  /** The share of the traces that comes out, from 0 to 1. */
  sampled: { atLeast: number; atMost: number } | undefined;
  /** So many traces may be broken. */
  brokenTraces: number;
}

/** An attribute by its name, or any value in which the pattern is found. */
export type Absence = { attribute: string } | { value: string };

export const NO_EXPECTATIONS: Expectations = { kept: [], dropped: [], absent: [], sampled: undefined, brokenTraces: 0 };

/** Of one tap, for each of `kept`, `dropped` and `absent`: the spans that it is about. */
export interface Sighting {
  kept: Set<string>[];
  dropped: Set<string>[];
  absent: Set<string>[];
  /** For each of `absent`: the names of the values in which it is. */
  places: Set<string>[];
  /** Only where `sampled` asks for them. */
  traces: Set<string>;
}

export interface Seen {
  sightings: ReadonlyMap<string, Sighting>;
  /** Traces that any component broke. */
  broken: ReadonlySet<string>;
}

export function sightingIn(tap: Tap, { kept, dropped, absent, sampled }: Expectations): Sighting {
  const keysOf = (isMeant: (span: Passed) => boolean): Set<string> => new Set([...tap].filter(isMeant).map(({ traceId, spanId }) => `${traceId} ${spanId}`));
  return {
    kept: kept.map((criterion) => keysOf((span) => matches(span, criterion))),
    dropped: dropped.map((criterion) => keysOf((span) => matches(span, criterion))),
    absent: absent.map((absence) => keysOf((span) => placesOf(span, absence).length > 0)),
    places: absent.map((absence) => new Set([...tap].flatMap((span) => placesOf(span, absence)))),
    traces: new Set(sampled ? tap.traces.keys() : []),
  };
}

/** Of one tap, in parts. */
export function addSighting(sum: Sighting | undefined, part: Sighting): Sighting {
  if (!sum) return part;
  const united = (what: 'kept' | 'dropped' | 'absent' | 'places'): Set<string>[] => sum[what].map((keys, index) => keys.union(part[what][index]!));
  return { kept: united('kept'), dropped: united('dropped'), absent: united('absent'), places: united('places'), traces: sum.traces.union(part.traces) };
}

export function patternsOf({ absent }: Expectations): string[] {
  return absent.flatMap((absence) => 'value' in absence ? [absence.value] : []);
}

/** In the order of the file. */
export function evaluate(expectations: Expectations, { stages, received, ends }: Pick<Chain, 'stages' | 'received' | 'ends'>, { sightings, broken }: Seen): ExpectationEntry[] {
  const { kept, dropped, absent, brokenTraces } = expectations;
  const found = (what: 'kept' | 'dropped' | 'absent' | 'places', index: number): Found => (taps) => new Set(taps.flatMap((tap) => [...sightings.get(tap)?.[what][index] ?? []]));
  const traces = (taps: readonly string[]): number => new Set(taps.flatMap((tap) => [...sightings.get(tap)?.traces ?? []])).size;
  const way = { stages, received, ends };
  return [
    ...kept.map((criterion, index) => keptEntry(criterion, found('kept', index), way)),
    ...dropped.map((criterion, index) => droppedEntry(criterion, found('dropped', index), way)),
    ...absent.map((absence, index) => absentEntry(absence, { found: found('absent', index), places: found('places', index) }, way)),
    ...shareEntries(expectations, traces(received), traces(ends)),
    ...brokenTraces > 0 ? [entry(`brokenTraces: at most ${brokenTraces}`, broken.size <= brokenTraces, `${broken.size} were broken`, undefined)] : [],
  ];
}

/** The spans in some taps that a line of the file is about, or the names of its places. */
type Found = (taps: readonly string[]) => Set<string>;
type Way = Pick<Chain, 'stages' | 'received' | 'ends'>;

function keptEntry(criterion: Criterion, found: Found, { stages, received, ends }: Way): ExpectationEntry {
  const [sent, out] = [found(received), found(ends)];
  const came = [...sent].filter((key) => out.has(key)).length;
  const dropper = stages.findLast(({ inputs, outputs, beside }) => {
    const passed = found([...outputs, ...beside]);
    return [...found(inputs)].some((key) => !out.has(key) && !passed.has(key));
  });
  return entry(`kept: ${criterionText(criterion)}`, sent.size > 0 && came === sent.size, outText(came, sent.size), dropper?.component);
}

function droppedEntry(criterion: Criterion, found: Found, { received, ends }: Way): ExpectationEntry {
  const [sent, out] = [found(received), found(ends)];
  return entry(`dropped: ${criterionText(criterion)}`, sent.size > 0 && out.size === 0, outText(out.size, sent.size), undefined);
}

/** What is never sent proves nothing. */
function outText(out: number, sent: number): string {
  return sent === 0 ? 'no such span was sent' : `${out} of ${sent} such spans came out`;
}

function absentEntry(absence: Absence, { found, places }: { found: Found; places: Found }, { stages, received, ends }: Way): ExpectationEntry {
  const out = found(ends).size;
  const adder = stages.find(({ inputs, outputs }) => found(outputs).size > 0 && found(inputs).size === 0);
  const from = out > 0 && found(received).size > 0 ? ': it comes in, and no component takes it away' : '';
  const where = 'value' in absence && out > 0 ? ` in ${[...places(ends)].map((name) => `\`${name}\``).join(', ')}` : '';
  return entry(`absent: ${'value' in absence ? `a value like ${absence.value}` : absence.attribute}`, out === 0, `${out} spans came out with it${where}${from}`, adder?.component);
}

function shareEntries({ sampled }: Expectations, sent: number, out: number): ExpectationEntry[] {
  if (!sampled) return [];
  const share = sent === 0 ? 0 : out / sent;
  const percent = (part: number): string => `${Math.round(part * 1_000) / 10} %`;
  return [entry(`sampled: from ${percent(sampled.atLeast)} to ${percent(sampled.atMost)}`, share >= sampled.atLeast && share <= sampled.atMost, `${percent(share)} (${out} of ${sent} traces) came out`, undefined)];
}

function entry(expects: string, pass: boolean, found: string, at: string | undefined): ExpectationEntry {
  return { expects, pass, found, at: pass ? null : at ?? null };
}

/** Names of the values in which it is. */
function placesOf(span: Passed, absence: Absence): readonly string[] {
  if ('value' in absence) return span.exposed.filter(([pattern]) => pattern === absence.value).map(([, name]) => name);
  return span.names.filter((name) => name === absence.attribute);
}
