// One run of the lab in containers: starts the services of some Compose files, verifies as these files say, from
// this process, and takes everything down again.

import { ComposeLab } from '../../lab/compose-lab.ts';
import { verifyOptions, type VerifyOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export interface InDocker extends Circumstances {
  /** Goes into the name of the Compose project. */
  name: string;
  /** Comes after the verdict, when everything still runs. */
  meanwhile?: ((running: ComposeLab, outcome: Outcome) => Promise<void>) | undefined;
}

export async function runInDocker(files: readonly string[], { name, meanwhile, ...circumstances }: InDocker): Promise<Outcome> {
  const running = await ComposeLab.startFor('verify', files, { name, signal: circumstances.signal });
  try {
    const outcome = await outcomeOf(asTheFilesSay(running), { ...circumstances, project: running.project, perform: (action) => running.perform(action) });
    await meanwhile?.(running, outcome);
    return outcome;
  } finally {
    await running.stop();
  }
}

/** What the one-shot service is to send and to judge. Where the parts are is another matter outside of the containers. */
function asTheFilesSay({ service: { command, environment } }: ComposeLab): VerifyOptions {
  const { url: _url, traces: _traces, raw: _raw, health: _health, counters: _counters, ...options } = verifyOptions(command.slice(command.indexOf('verify') + 1), environment);
  return { ...options, alive: [] };
}
