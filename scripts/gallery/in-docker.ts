// One run of the lab in containers: starts the services of some Compose files, verifies as these files say, from
// this process, and takes everything down again.

import { publishedUrl } from '../../lab/compose-access.ts';
import { ComposeLab } from '../../lab/compose-lab.ts';
import { verifyOptions, type VerifyOptions } from '../options.ts';
import type { Circumstances } from '../verify.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export interface InDocker extends Circumstances {
  /** Goes into the name of the Compose project. */
  name: string;
  /** Fill in the files' variables. */
  variables?: Readonly<Record<string, string>>;
  /** Comes after the verdict, when everything still runs. */
  meanwhile?: ((running: ComposeLab, outcome: Outcome) => Promise<void>) | undefined;
}

export async function runInDocker(files: readonly string[], { name, variables = {}, meanwhile, ...circumstances }: InDocker): Promise<Outcome> {
  const running = await ComposeLab.startFor('verify', files, { name, variables, signal: circumstances.signal });
  try {
    const outcome = await outcomeOf(await asTheFilesSay(running), { ...circumstances, project: running.project, perform: (action) => running.perform(action) });
    await meanwhile?.(running, outcome);
    return outcome;
  } finally {
    await running.stop();
  }
}

/** What the one-shot service is to send and to judge. Outside of the containers, what it sends goes to where that is published. */
async function asTheFilesSay({ project, service: { command, environment } }: ComposeLab): Promise<VerifyOptions> {
  const { url, traces: _traces, raw: _raw, health: _health, counters: _counters, ...options } = verifyOptions(command.slice(command.indexOf('verify') + 1), environment);
  return { ...options, url: await publishedUrl(project, url), alive: [] };
}
