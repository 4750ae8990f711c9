// The live page in the browser: a request is sent through a lab, and seen while it happens. For a lab that it starts
// on processes, and for one that is up already.

import { type CollectorChoice, nameOf } from '../lab/collector-choice.ts';
import { Problem } from '../lab/problem.ts';
import type { Scenario } from '../lab/scenario.ts';
import type { PageOptions } from './options.ts';
import { AttachedStage } from './page/attached-stage.ts';
import { ProcessStage } from './page/process-stage.ts';
import { servePage } from './page/serving.ts';
import type { Circumstances } from './verify.ts';

const LOOPBACK = '127.0.0.1';
const PORT = 8080;

/** Names of this machine's own, which only it can reach. */
const OWN = ['127.0.0.1', 'localhost', '::1'];

/** Of `tracehop lab --page`. */
export async function labWithPage(collector: CollectorChoice, scenario: Scenario | undefined, { report, signal }: Circumstances): Promise<never> {
  report({ kind: 'step', message: `Starting the services of docker-compose.yml as processes, with ${nameOf(collector)}.` });
  const stage = await ProcessStage.begin({ collector, signal }, scenario);
  try {
    return await servePage(stage, { report, signal, places: [{ host: LOOPBACK, port: PORT }, { host: LOOPBACK, port: 0 }], address: { names: [], published: false } });
  } finally {
    await stage.close();
  }
}

export async function page({ listen, switches, ...places }: PageOptions, { report, signal }: Pick<Circumstances, 'report' | 'signal'>): Promise<never> {
  const inContainer = process.env['COLLECTOR_KIND'] === 'docker';
  if (!OWN.includes(listen.host) && !inContainer) throw new Problem(2, `--listen names ${listen.host}, where others could reach the page: it is for this machine only. Name 127.0.0.1.`);
  const stage = await AttachedStage.begin(places, switches, signal);
  try {
    return await servePage(stage, { report, signal, places: [listen], address: { names: inContainer ? ['page'] : [], published: inContainer } });
  } finally {
    await stage.close();
  }
}
