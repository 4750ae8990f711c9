// For how long the components of a pipeline hold spans back before they decide: what there is to wait for.

import { type Pipeline, type Resolved, typeOf } from './pipelines.ts';

export interface Window {
  component: string;
  /** The setting that says it. */
  setting: string;
  milliseconds: number;
}

/** By type. The defaults come with what the Collector prints. */
const SETTINGS: Readonly<Record<string, string>> = { tail_sampling: 'decision_wait', groupbytrace: 'wait_duration', batch: 'timeout' };

/** https://pkg.go.dev/time#ParseDuration */
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1, us: 1e-3, µs: 1e-3, ns: 1e-6 };

/** What decides once a second, as `tail_sampling` does, may do that so much later than its window says. Milliseconds. */
const MARGIN = 2_000;

export function windowsOf(pipelines: readonly Pipeline[], { processors }: Resolved): Window[] {
  return [...new Set(pipelines.flatMap((pipeline) => pipeline.processors))].flatMap((component) => {
    const setting = SETTINGS[typeOf(component)];
    const milliseconds = setting === undefined ? 0 : duration(processors?.[component]?.[setting]);
    return setting !== undefined && milliseconds > 0 ? [{ component, setting, milliseconds }] : [];
  });
}

/**
 * For how long nothing must move before nothing more is to come, so long after the last span was sent. Milliseconds.
 * `held`: the windows that one span may come into, one after the other. Once all of these must have closed, no whole
 * one is waited for again.
 */
export function patience(held: readonly Pick<Window, 'milliseconds'>[], elapsed: number): number {
  const closed = held.reduce((sum, { milliseconds }) => sum + milliseconds + MARGIN, 0);
  return elapsed >= closed ? MARGIN : Math.max(...held.map(({ milliseconds }) => milliseconds)) + MARGIN;
}

/** Milliseconds. A number without a unit is nanoseconds. */
export function duration(value: unknown): number {
  if (typeof value === 'number') return value * UNITS['ns']!;
  return [...String(value ?? '').matchAll(/(?<count>[\d.]+)(?<unit>h|ms|us|µs|ns|m|s)/g)]
    .reduce((sum, { groups }) => sum + Number(groups!['count']) * UNITS[groups!['unit']!]!, 0);
}
