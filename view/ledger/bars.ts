// Where the bars, ticks and marks of a histogram of latency stand. Each bar is as wide as the others, though the times
// of each are about half as long again as those before.

import type { LedgerDocument } from '../../verifier/ledger.ts';

/** `left` and `width`: percent of the whole; `height`: part of the highest. */
export interface Bar {
  left: number;
  width: number;
  height: number;
}

export interface Tick {
  at: number;
  text: string;
}

export interface Mark {
  at: number;
  name: string;
  /** So that neighbours do not write on each other. */
  row: number;
  anchor: 'start' | 'end';
}

export interface Bars {
  bars: Bar[];
  ticks: Tick[];
  marks: Mark[];
  most: number;
}

const MOST_TICKS = 6;
/** Of one answer among very many there is something to see. */
const LOWEST = .012;
/** Percent: a tick nearer to the edge has no room for its number on a telephone. */
const NEAREST = 14;

export function barsOf({ latencyHistogram: counts, latencyMilliseconds: { p50, p99 } }: Pick<LedgerDocument, 'latencyHistogram' | 'latencyMilliseconds'>): Bars {
  const most = Math.max(...counts.map(({ requests }) => requests));
  const width = 100 / counts.length;
  const step = Math.ceil(counts.length / MOST_TICKS);
  const ends = counts.map(({ upToMilliseconds }, at) => ({ at: rounded((at + 1) * width), text: `${upToMilliseconds} ms` }));
  return {
    most, bars: counts.map(({ requests }, at) => ({ left: rounded(at * width), width: rounded(width), height: requests === 0 ? 0 : Math.max(LOWEST, requests / most) })),
    ticks: ends.filter(({ at }, index) => (counts.length - 1 - index) % step === 0 && at >= NEAREST),
    marks: [['p50', p50], ['p99', p99]].map(([name, time], row) => markOf(`${name}`, placeOf(Number(time), counts), row)),
  };
}

/** Within its bar, as far as the time is within the times of the bar. */
function placeOf(time: number, counts: LedgerDocument['latencyHistogram']): number {
  const found = counts.findIndex(({ upToMilliseconds }) => time <= upToMilliseconds);
  const index = found === -1 ? counts.length - 1 : found;
  const [from, to] = [counts[index - 1]?.upToMilliseconds ?? 0, counts[index]!.upToMilliseconds];
  const within = Math.min(1, Math.max(0, (time - from) / Math.max(to - from, Number.EPSILON)));
  return rounded((index + within) * 100 / counts.length);
}

function markOf(name: string, at: number, row: number): Mark {
  return { at, name, row, anchor: at > 50 ? 'end' : 'start' };
}

function rounded(percent: number): number {
  return Math.round(percent * 100) / 100;
}
