// A small OTLP/HTTP collector, for machines without a Collector: `node lab/embedded/collector.ts`. It takes JSON
// only, and has no processors: both files get every line. The Collector's own arguments are passed over.

import { writeSync } from 'node:fs';
import type { Server } from 'node:http';

import { Problem } from '../problem.ts';
import { Counters } from './counters.ts';
import { close, listen, placeOf } from './listener.ts';
import { packageVersion } from './package-version.ts';
import { readSettings, type Settings } from './settings.ts';
import { SpanFile } from './span-file.ts';
import { healthEndpoint, metricsEndpoint } from './telemetry.ts';
import { type SpanFiles, tracesEndpoint } from './traces-endpoint.ts';

const STOP_MS = 3_000;
const STANDARD_ERROR = 2;

try {
  await start(readSettings(process.env));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  writeSync(STANDARD_ERROR, `${error.message}\n`);
  process.exit(error.exitCode);
}

async function start(settings: Settings): Promise<void> {
  const files = await openFiles(settings);
  const counters = new Counters({ name: 'tracehop-embedded-collector', version: packageVersion(import.meta.dirname) });
  const otlp = await listen(settings.otlp, tracesEndpoint(files, counters));
  const metrics = await listen(settings.metrics, metricsEndpoint(counters));
  const health = await listen(settings.health, healthEndpoint());
  console.log(JSON.stringify({
    level: 'info', time: new Date().toISOString(), message: 'The embedded collector is listening.',
    otlp: placeOf(otlp), metrics: placeOf(metrics), health: placeOf(health), raw: settings.rawFile, traces: settings.tracesFile,
  }));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop([otlp, metrics, health], files));
}

async function openFiles({ rawFile, tracesFile }: Settings): Promise<SpanFiles> {
  return { 'file/raw': await SpanFile.open('RAW_FILE', rawFile), 'file/traces': await SpanFile.open('TRACES_FILE', tracesFile) };
}

async function stop(servers: Server[], files: SpanFiles): Promise<void> {
  await Promise.all(servers.map((server) => close(server, STOP_MS)));
  await Promise.all(Object.values(files).map((file) => file.close()));
}
