// Where scenarios are run: on plain processes, or in containers.

import { join, relative } from 'node:path';

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { COMPOSE_FILE, ROOT } from '../../lab/root.ts';
import type { Scenario } from '../../lab/scenario.ts';
import { runInDocker } from './in-docker.ts';
import { runOnProcesses } from './on-processes.ts';
import type { Outcome } from './outcome.ts';
import { copySpans, saveOutcome } from './saving.ts';

export interface Venue {
  /** `otelcol`, where the processors of a real Collector are there. */
  collector: CollectorChoice['kind'];
  run: (scenario: Scenario, signal: AbortSignal) => Promise<Outcome>;
  /** The command that shows more of a scenario. */
  next: (scenario: Scenario) => string;
}

/** `save`: the folder in which the scenarios' runs are kept. */
export function onProcesses(collector: CollectorChoice, save?: string): Venue {
  return {
    collector: collector.kind,
    run: ({ id, file, actions }, signal) => runOnProcesses([COMPOSE_FILE, file], {
      collector, actions, signal, report: () => undefined, began: performance.now(),
      meanwhile: save === undefined ? undefined : async (_running, outcome) => {
        await copySpans(join(save, id), outcome.options);
        await saveOutcome(join(save, id), outcome);
      },
    }),
    next: ({ id }) => `npm start -- --scenario ${id}`,
  };
}

/** The images are there. */
export function inDocker(save?: string): Venue {
  return {
    collector: 'otelcol',
    run: ({ id, file, actions }, signal) => runInDocker([COMPOSE_FILE, file], {
      name: id, actions, signal, report: () => undefined, began: performance.now(),
      meanwhile: save === undefined ? undefined : async (running, outcome) => {
        await saveOutcome(join(save, id), outcome);
        await running.copyOutput(join(save, id));
      },
    }),
    next: ({ id, file, actions }) => actions.length === 0
      ? `docker compose -f docker-compose.yml -f ${relative(ROOT, file)} up`
      : `npm run scenario -- run ${id} --docker --save kept`,
  };
}
