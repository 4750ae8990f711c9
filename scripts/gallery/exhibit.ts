// Scenarios, several at a time, each to its row: what it got, against what is expected of it.

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import type { Decided } from '../../lab/open-requests.ts';
import { Problem } from '../../lab/problem.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';
import type { Scenario } from '../../lab/scenario.ts';
import { failedRow, type GalleryRow, judgedRow, skippedRow } from '../../verifier/gallery.ts';
import type { Report } from '../../verifier/report/events.ts';
import { runOnProcesses } from './on-processes.ts';
import type { Outcome } from './outcome.ts';
import { severalAtATime } from './workers.ts';

/** Where scenarios are run. */
export interface Venue {
  /** `otelcol`, where the processors of a real Collector are there. */
  collector: CollectorChoice['kind'];
  run: (scenario: Scenario, signal: AbortSignal) => Promise<Outcome>;
  /** The command that shows more of a scenario. */
  next: (scenario: Scenario) => string;
}

export interface Exhibit {
  row: GalleryRow;
  scenario: Scenario;
  /** Empty, where it was not run to a verdict. */
  decided: readonly Decided[];
}

export interface Exhibition {
  venue: Venue;
  jobs: number;
  report: Report;
  signal: AbortSignal;
}

const NO_PROCESSORS = 'they need the processors of a real Collector, and there is only the embedded one. Put `otelcol-contrib` on PATH, or run `npm run collector:build`.';

export async function exhibit(scenarios: readonly Scenario[], { venue, jobs, report, signal }: Exhibition): Promise<Exhibit[]> {
  const running = new Set<string>();
  let done = 0;
  const tell = (): void => report({ kind: 'gallery-progress', done, total: scenarios.length, running: [...running] });
  return severalAtATime(scenarios, jobs, signal, async (scenario, either) => {
    running.add(scenario.id);
    tell();
    const result = await exhibitOne(scenario, venue, either);
    running.delete(scenario.id);
    done += 1;
    tell();
    return result;
  });
}

async function exhibitOne(scenario: Scenario, venue: Venue, signal: AbortSignal): Promise<Exhibit> {
  const next = venue.next(scenario);
  if (scenario.needs === 'otelcol' && venue.collector === 'embedded') return { row: skippedRow(scenario, NO_PROCESSORS, next), scenario, decided: [] };
  const began = performance.now();
  const circumstances = (): { next: string; milliseconds: number } => ({ next, milliseconds: Math.round(performance.now() - began) });
  try {
    const { decided } = await venue.run(scenario, signal);
    return { row: judgedRow(scenario, decided, circumstances()), scenario, decided };
  } catch (error) {
    if (!(error instanceof Problem) || signal.aborted) throw error;
    return { row: failedRow(scenario, error.message, circumstances()), scenario, decided: [] };
  }
}

export function onProcesses(collector: CollectorChoice): Venue {
  return {
    collector: collector.kind,
    run: ({ file, actions }, signal) => runOnProcesses([COMPOSE_FILE, file], { collector, actions, signal, report: () => undefined, began: performance.now() }),
    next: ({ id }) => `npm start -- --scenario ${id}`,
  };
}
