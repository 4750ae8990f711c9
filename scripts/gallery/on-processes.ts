// One run of the lab as plain processes: starts the services of some Compose files, verifies as these files say,
// and stops everything again.

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { readTopology } from '../../lab/compose-file.ts';
import type { Variables } from '../../lab/interpolate.ts';
import { ProcessLab } from '../../lab/processes.ts';
import { verifyOptions, type VerifyOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export interface OnProcesses extends Circumstances {
  collector: CollectorChoice;
  /** Fill in the files' variables, before those of our own environment. */
  variables?: Variables;
  /** Comes after the verdict, when everything still runs. */
  meanwhile?: ((running: ProcessLab, outcome: Outcome) => Promise<void>) | undefined;
}

export async function runOnProcesses(files: readonly string[], { collector, variables = {}, meanwhile, ...circumstances }: OnProcesses): Promise<Outcome> {
  const { signal } = circumstances;
  const running = await ProcessLab.startFor('verify', readTopology(files, { ...process.env, ...variables }), { collector, signal });
  const end = new AbortController();
  const untilEnd = { ...circumstances, signal: AbortSignal.any([signal, end.signal]) };
  try {
    const outcome = await Promise.race([outcomeOf(asTheFilesSay(running), { ...untilEnd, perform: (action) => running.perform(action) }), running.collectorFailed]);
    await meanwhile?.(running, outcome);
    return outcome;
  } finally {
    end.abort();
    await running.stop();
  }
}

/** The words behind `verify` in the command of the one-shot service, with this machine's ports and paths. */
export function verifyWords(running: ProcessLab): string[] {
  const { command } = running.service('verify');
  return command.slice(command.indexOf('verify') + 1);
}

export function asTheFilesSay(running: ProcessLab): VerifyOptions {
  return verifyOptions(verifyWords(running), running.service('verify').environment);
}
