// What the benchmark is to show, as a table: each target is a limit, and how the figure is found in the runs.

import { median } from '../figures.ts';
import type { Contender, ContenderName } from './contenders.ts';
import { isRight, type Run, type Runs } from './race.ts';

export interface Figures {
  /** On the large file. */
  large: ReadonlyMap<ContenderName, readonly Run[]>;
  /** On 10 MB. */
  small: ReadonlyMap<ContenderName, readonly Run[]>;
  /** On 1 GB, where the large file is larger. */
  gigabyte: ReadonlyMap<ContenderName, readonly Run[]>;
}

export interface Target {
  what: string;
  unit: string;
  limit: { most: number } | { least: number };
  /** undefined: not measured. */
  measured: (figures: Figures) => number | undefined;
}

export const TARGETS: readonly Target[] = [
  { what: 'tracehop / simdjson', unit: '', limit: { most: 1.3 }, measured: ({ large }) => ratio(large, 'tracehop', 'simdjson') },
  { what: 'chdb / tracehop', unit: '', limit: { least: 2.2 }, measured: ({ large }) => ratio(large, 'chdb', 'tracehop') },
  { what: 'duckdb / tracehop', unit: '', limit: { least: 10 }, measured: ({ large }) => ratio(large, 'duckdb', 'tracehop') },
  { what: 'jq / tracehop', unit: '', limit: { least: 25 }, measured: ({ large }) => ratio(large, 'jq', 'tracehop') },
  { what: 'peak memory of tracehop', unit: 'MiB', limit: { most: 200 }, measured: ({ large }) => peak(large) },
  { what: 'peak memory / that of 1 GB', unit: '', limit: { most: 1.1 }, measured: ({ large, gigabyte }) => dividedBy(peak(large), peak(gigabyte)) },
  { what: '10 MB, start-up included', unit: 'ms', limit: { most: 120 }, measured: ({ small }) => milliseconds(small) },
];

export function isMet({ limit }: Target, measured: number): boolean {
  return 'most' in limit ? measured <= limit.most : measured >= limit.least;
}

/** Of those whose every answer is right: the speed of a wrong one is no figure. */
export function rightOnes(results: readonly Runs<Contender & { name: ContenderName }>[]): Map<ContenderName, readonly Run[]> {
  return new Map(results.filter(({ runs }) => isRight(runs)).map(({ contender, runs }) => [contender.name, runs]));
}

/** The median of what it is round by round. */
export function ratio(runs: Figures['large'], one: ContenderName, other: ContenderName): number | undefined {
  const others = runs.get(other);
  return others && runs.get(one) && median(runs.get(one)!.map(({ seconds }, round) => seconds / others[round]!.seconds));
}

function peak(runs: Figures['large']): number | undefined {
  const own = runs.get('tracehop');
  return own && Math.max(...own.map((run) => run.peak));
}

function dividedBy(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one / other;
}

function milliseconds(runs: Figures['small']): number | undefined {
  const own = runs.get('tracehop');
  return own && median(own.map(({ seconds }) => seconds * 1_000));
}
