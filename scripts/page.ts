// The live page in the browser: a request is sent through a lab, and seen while it happens. For a lab that it starts
// on processes, and for one that is up already.

import { type CollectorChoice, nameOf } from '../lab/collector-choice.ts';
import { Problem } from '../lab/problem.ts';
import type { Scenario } from '../lab/scenario.ts';
import { AttachedStage } from './page/attached-stage.ts';
import type { PageOptions } from './page/options.ts';
import { ProcessStage } from './page/process-stage.ts';
import { type OtherOrigin, serveOtherOrigin, servePage, type Serving } from './page/serving.ts';
import { corsOnProcesses } from './page/switched-lab.ts';
import type { Circumstances } from './verify.ts';

const LOOPBACK = '127.0.0.1';
const PORT = 8080;
const OTHER_PORT = 8079;

/** Names of this machine's own, which only it can reach. */
const OWN = ['127.0.0.1', 'localhost', '::1'];

type Reported = Pick<Circumstances, 'report' | 'signal'>;

/** Of `tracehop lab --page`. */
export async function labWithPage(collector: CollectorChoice, scenario: Scenario | undefined, { report, signal }: Circumstances): Promise<never> {
  report({ kind: 'step', message: `Starting the services of docker-compose.yml as processes, with ${nameOf(collector)}.` });
  const stage = await ProcessStage.begin({ collector, signal }, scenario);
  const serving = { report, signal, address: { names: [], published: false } };
  let other: OtherOrigin | undefined;
  try {
    other = await serveOtherOrigin(corsOnProcesses({ collector, signal }), { ...serving, places: own(OTHER_PORT) });
    return await servePage(stage, { ...serving, places: own(PORT) }, other.url);
  } finally {
    await other?.close();
    await stage.close();
  }
}

export async function page({ listen, switches, otherOrigin, published, ...places }: PageOptions, reported: Reported): Promise<never> {
  const inContainer = process.env['COLLECTOR_KIND'] === 'docker';
  for (const [option, place] of Object.entries({ listen, 'other-origin': otherOrigin })) {
    if (place && !OWN.includes(place.host) && !inContainer) throw new Problem(2, `--${option} names ${place.host}, where others could reach the page: it is for this machine only. Name 127.0.0.1.`);
  }
  const inBrowser = Object.fromEntries(published.map(({ service, url }) => [service, url]));
  const stage = await AttachedStage.begin(places, switches, reported.signal);
  const serving = { ...reported, address: { names: inContainer ? ['page'] : [], published: inContainer } };
  let other: OtherOrigin | undefined;
  try {
    if (otherOrigin) other = await attachedOtherOrigin(stage, { ...serving, places: [otherOrigin], published: inBrowser['other-origin'] }, inBrowser['service-a']);
    return await servePage(stage, { ...serving, places: [listen], published: inBrowser['page'] }, other?.url);
  } finally {
    await other?.close();
    await stage.close();
  }
}

/** Undefined, and said so, where service A was published on a port that nobody here can know. */
async function attachedOtherOrigin(stage: AttachedStage, serving: Serving, url: string | undefined): Promise<OtherOrigin | undefined> {
  if (url === undefined) throw new Problem(2, '--other-origin needs --published service-a=URL: where a browser finds service A.');
  if (new URL(url).port !== '0') return serveOtherOrigin(stage.cors(url), serving);
  serving.report({ kind: 'step', message: 'Docker chose the port of service-a, so no page can call it from the browser. SERVICE_A_PORT names one.' });
  return undefined;
}

function own(port: number): Serving['places'] {
  return [{ host: LOOPBACK, port }, { host: LOOPBACK, port: 0 }];
}
