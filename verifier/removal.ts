// Takes sources of evidence away, to see what the verdict rests on: with less, it must stay the same or become
// UNDECIDED with the same among its alternatives.

import type { Answers } from './answers.ts';
import { type Gathered, type Side, spansIn } from './gathered.ts';
import type { Span } from './span.ts';
import { seen, type Witness } from './truth.ts';
import type { Code, Verdict } from './verdict.ts';

type Removal = (gathered: Gathered) => Gathered;

/** What a source said is then `unknown`, never an empty list. */
const REMOVALS = {
  'the probe': (gathered) => ({ ...gathered, probe: 'unknown', otherTraces: gathered.otherTraces === 'nothing' ? 'nothing' : 'unknown' }),
  // How long a service holds its spans back is part of its answer.
  'the answer of A': ({ answers, settled, ...rest }) =>
    ({ ...rest, requestError: null, answers: { ...answers, a: 'unknown' }, settled: { ...settled, caller: 'unknown' } }),
  'the answer of B': ({ answers, settled, ...rest }) => ({ ...rest, answers: { ...answers, b: 'unknown' }, settled: { ...settled, callee: 'unknown' } }),
  'the captured headers of A': (gathered) => withoutHeaders(gathered, 'caller'),
  'the captured headers of B': (gathered) => withoutHeaders(gathered, 'callee'),
  // A service's part of the file, and what its spans recorded of the wire. The tap is another source.
  'the spans of A': (gathered) => withoutService(gathered, 'caller'),
  'the spans of B': (gathered) => withoutService(gathered, 'callee'),
  'the raw tap': ({ emptied, ...rest }) => ({ ...rest, tap: 'unknown', emptied: { ...emptied, tap: 'unknown' } }),
  'the counters': ({ emptied, ...rest }) => ({ ...rest, allWritten: 'unknown', holding: 'unknown', emptied: { ...emptied, counters: 'unknown' } }),
} as const satisfies Record<string, Removal>;

export type Source = keyof typeof REMOVALS;
export const SOURCES = Object.keys(REMOVALS) as Source[];

export function without(gathered: Gathered, sources: readonly Source[]): Gathered {
  return reassigned(sources.reduce((left, source) => (REMOVALS[source] as Removal)(left), gathered));
}

/** Every set of at most so many sources. */
export function removals(most: number): Source[][] {
  const sets = SOURCES.reduce<Source[][]>((all, source) => [...all, ...all.filter((set) => set.length < most).map((set) => [...set, source])], [[]]);
  return sets.filter((set) => set.length > 0);
}

/** The verdicts that the evidence leaves open. */
export function openCodes({ code, alternatives }: Verdict): Code[] {
  return code === 'UNDECIDED' ? alternatives.map(({ verdict }) => verdict) : [code];
}

function withoutHeaders(gathered: Gathered, side: Side): Gathered {
  const stripped = (spans: readonly Span[]): readonly Span[] => spans.map((span) => span.service === gathered[side] ? { ...span, requestHeaders: new Map() } : span);
  return { ...gathered, tap: each(gathered.tap, stripped), file: each(gathered.file, stripped), strays: stripped(gathered.strays) };
}

function withoutService(gathered: Gathered, side: Side): Gathered {
  const others = (spans: readonly Span[]): readonly Span[] => spans.filter(({ service }) => service !== gathered[side]);
  return { ...withoutHeaders(gathered, side), file: each(gathered.file, others), fileRead: { ...gathered.fileRead, [side]: 'unknown' } };
}

/** A span belongs to the request by its trace: that of the probe, or one that an answer names. Without those it is a stray. */
function reassigned(gathered: Gathered): Gathered {
  if (gathered.alone) return gathered;
  const own = tracesOf(gathered);
  const kept = (spans: readonly Span[]): readonly Span[] => spans.filter(({ traceId }) => own.includes(traceId));
  const strays = [...spansIn(gathered.tap), ...spansIn(gathered.file)].filter(({ traceId }) => !own.includes(traceId));
  return { ...gathered, tap: each(gathered.tap, kept), file: each(gathered.file, kept), strays: [...gathered.strays, ...strays] };
}

function each(source: Witness<readonly Span[]>, map: (spans: readonly Span[]) => readonly Span[]): Witness<readonly Span[]> {
  return seen(source) ? map(source) : source;
}

export function tracesOf({ probe, answers: { a, b } }: { probe: Gathered['probe']; answers: Answers }): string[] {
  return [seen(probe) ? probe.traceId : null, seen(a) ? a.traceId : null, seen(b) ? b.traceId : null].flatMap((traceId) => traceId ?? []);
}
