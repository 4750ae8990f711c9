// How the verifier reaches the Collector of the running Compose lab. Nothing of it is published: its files
// are copied out of its container, and its counters are asked for from within a service's.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CollectorAccess } from './collector-access.ts';
import { compose, type ComposeProject, runningIn } from './compose-project.ts';
import { Problem } from './problem.ts';

const HEALTH_URL = 'http://collector:13133/';
const METRICS_URL = 'http://collector:8888/metrics';
const STOPPED = 'The Collector is not running: nothing can receive the spans. Start it with `docker compose start collector`, then run this command again.';
const NOT_RUNNING = 'The lab is not running. Start it with `docker compose up --detach`, or run it without Docker with `npm start`. A copy that has another project name needs the same COMPOSE_PROJECT_NAME here.';

/** Throws Problem(5) where there is no Docker engine, or no lab. */
export async function composeAccess(project: ComposeProject): Promise<CollectorAccess> {
  if ((await runningIn(project)).length === 0) throw new Problem(5, NOT_RUNNING);
  const folder = await mkdtemp(join(tmpdir(), 'tracehop-'));
  return {
    traces: join(folder, 'traces.jsonl'), raw: join(folder, 'raw.jsonl'), inDocker: true,
    refresh: async () => { await compose(project, 'cp', 'collector:/output/.', folder); },
    metrics: async () => (await metricsFrom(project, 'service-a')) ?? metricsFrom(project, 'service-b'),
    unready: async () => (await runningIn(project)).includes('collector') ? undefined : STOPPED,
    gone: async (service) => !(await runningIn(project)).includes(service),
    patience: 0,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Where a URL of the lab's own network is published: an override, or another copy of the lab, may have moved it. Throws Problem(5) where its service does not run. */
export async function publishedUrl(project: ComposeProject, url = 'http://service-a:8081/call-b'): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const address = (await compose(project, 'port', hostname, port)).stdout.trim();
  if (!address.includes(':')) throw new Problem(5, `\`${hostname}\` is not running, so nothing can be sent to it. Start it with \`docker compose start ${hostname}\`, then run this command again.`);
  return `http://${address}${pathname}`;
}

/** Of a Collector that is healthy: it tells its counters before it has opened, and perhaps emptied, its files. */
async function metricsFrom(project: ComposeProject, service: string): Promise<string | undefined> {
  const { exitCode, stdout } = await compose(project, 'exec', '-T', service, 'curl', '--silent', '--fail', '--fail-early', '--max-time', '2', HEALTH_URL, METRICS_URL);
  return exitCode === 0 ? stdout : undefined;
}
