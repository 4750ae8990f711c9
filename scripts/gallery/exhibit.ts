// Scenarios, several at a time, each to its row: what it got, against what is expected of it.

import type { Decided } from '../../lab/open-requests.ts';
import { Problem } from '../../lab/problem.ts';
import type { Scenario } from '../../lab/scenario.ts';
import { failedRow, type GalleryRow, judgedRow, skippedRow } from '../../verifier/gallery.ts';
import type { Venue } from './venue.ts';
import { type Shift, withProgress } from './workers.ts';

export interface Exhibit {
  row: GalleryRow;
  scenario: Scenario;
  /** Empty, where it was not run to a verdict. */
  decided: readonly Decided[];
}

export interface Exhibition extends Shift {
  venue: Venue;
}

export const NO_PROCESSORS = 'it takes the processors of a real Collector, and there is only the embedded one. Put `otelcol-contrib` on PATH, or run `npm run collector:build`.';

export async function exhibit(scenarios: readonly Scenario[], { venue, ...shift }: Exhibition): Promise<Exhibit[]> {
  return withProgress(scenarios, shift, (scenario, signal) => exhibitOne(scenario, venue, signal));
}

async function exhibitOne(scenario: Scenario, venue: Venue, signal: AbortSignal): Promise<Exhibit> {
  const next = venue.next(scenario);
  if (lacks(scenario, venue.collector)) return { row: skippedRow(scenario, NO_PROCESSORS, next), scenario, decided: [] };
  const began = performance.now();
  const circumstances = (): { next: string; milliseconds: number } => ({ next, milliseconds: Math.round(performance.now() - began) });
  try {
    const { decided, document } = await venue.run(scenario, signal);
    return { row: judgedRow(scenario, decided, { ...circumstances(), document }), scenario, decided };
  } catch (error) {
    if (!(error instanceof Problem) || signal.aborted) throw error;
    return { row: failedRow(scenario, error.message, circumstances()), scenario, decided: [] };
  }
}

/** Whether the scenario needs more than that Collector has. */
export function lacks({ needs }: Pick<Scenario, 'needs'>, collector: Venue['collector']): boolean {
  return needs === 'otelcol' && collector === 'embedded';
}
