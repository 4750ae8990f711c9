// X-ray: sends known traces through a Collector's own pipelines, and says what each of their components did to them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';

import { stringify } from 'yaml';

import { chooseCollector } from '../lab/collector-choice.ts';
import { COLLECTOR_LOGS, inContainer, type LoneCollector, onProcess, type Running, startCollector } from '../lab/lone-collector.ts';
import { leasePorts } from '../lab/ports.ts';
import { Problem } from '../lab/problem.ts';
import { xrayExitCode } from '../verifier/outcome.ts';
import type { XrayDocument } from '../verifier/xray.ts';
import { type Chain, chainOf, CLEARED, destinationCount } from '../xray/chain.ts';
import type { Expectations } from '../xray/expectations.ts';
import { type Pipeline, pipelinesOf, type Resolved } from '../xray/pipelines.ts';
import { type Window, windowsOf } from '../xray/windows.ts';
import { openFolder } from './gallery/saving.ts';
import type { XrayOptions } from './options.ts';
import type { Circumstances } from './verify.ts';
import { expectationsBeside, placesIn, resolve, wordsFor } from './xray/configuration.ts';
import { documentOf } from './xray/document.ts';
import { assertSeen, feed } from './xray/feed.ts';
import { nameOf, textOf } from './xray/given-text.ts';
import { maskFiles, type Secret, secretsIn, withoutSecrets } from './xray/secrets.ts';
import { settle } from './xray/settling.ts';
import { compareTaps } from './xray/taps.ts';
import { type Traffic, trafficOf } from './xray/traffic.ts';
import { variablesOf } from './xray/variables.ts';

/** What is looked into, and how. */
interface Examination extends Circumstances {
  configs: readonly string[];
  options: XrayOptions;
  collector: LoneCollector;
  resolved: Resolved;
  pipelines: readonly Pipeline[];
  traffic: Traffic;
  expectations: Expectations;
  /** Where the Collector finds the generated configuration, and writes its taps. */
  folder: string;
}

/** A chain that runs. */
interface Observation extends Examination {
  chain: Chain;
  running: Running;
  windows: readonly Window[];
  url: string;
  countersUrl: string;
}

/** Returns the exit code. */
export async function xray(configs: readonly string[], options: XrayOptions, given: Circumstances): Promise<number> {
  const variables = variablesOf(configs, process.env, given.report);
  const secrets = secretsIn(configs.map((config) => textOf(config, process.env)), variables, process.env);
  const circumstances = { ...given, report: discreet(given.report, secrets) };
  const expectations = expectationsBeside(configs[0]!, options.expect, circumstances.report);
  const folder = await workFolder(options.keep);
  try {
    const collector = await collectorFor(options, folder, configs, variables);
    const resolved = await resolve(collector, configs, circumstances.signal);
    const pipelines = pipelinesOf(resolved, options.pipeline);
    const traffic = await trafficOf(options, folder, circumstances);
    const found = await examine({ ...circumstances, configs, options, collector, resolved, pipelines, traffic, expectations, folder });
    const document = { ...found, warnings: found.warnings.map(({ message, count }) => ({ message: withoutSecrets(message, secrets), count })) };
    circumstances.report({ kind: 'xray', document });
    return xrayExitCode(document);
  } catch (error) {
    const told = unwritable(error, folder) ?? error;
    throw told instanceof Problem ? new Problem(told.exitCode, withoutSecrets(told.message, secrets)) : told;
  } finally {
    if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
    else maskFiles(COLLECTOR_LOGS.map((name) => join(folder, name)), secrets);
  }
}

/** The Collector's answers are quoted in steps. */
function discreet(report: Circumstances['report'], secrets: readonly Secret[]): Circumstances['report'] {
  return (event) => report(event.kind === 'step' ? { ...event, message: withoutSecrets(event.message, secrets) } : event);
}

async function examine(examination: Examination): Promise<XrayDocument> {
  const { collector, configs, resolved, pipelines, folder, report, signal } = examination;
  const leases = await leasePorts(2 + destinationCount(pipelines));
  const [otlpPort = 0, metricsPort = 0, ...destinationPorts] = leases.ports;
  const chain = chainOf(pipelines, resolved, { host: collector.host, folder: collector.folder, otlpPort, metricsPort, destinationPorts });
  const overlay = join(folder, 'xray.yaml');
  const url = `http://127.0.0.1:${otlpPort}/v1/traces`;
  writeFileSync(overlay, stringify(chain.overlay));
  report({ kind: 'step', message: `Starting ${collector.name} with a file in front of the pipelines and behind each component: ${chain.taps.length} taps.` });
  try {
    const running = await startCollector(collector, { words: wordsFor(collector, [...configs, CLEARED, overlay]), ports: [otlpPort, metricsPort], url, logs: folder, signal });
    const observation = { ...examination, chain, running, windows: windowsOf(pipelines, resolved), url, countersUrl: `http://127.0.0.1:${metricsPort}/metrics` };
    return await observe(observation).finally(() => running.stop());
  } finally {
    leases.release();
  }
}

async function observe(observation: Observation): Promise<XrayDocument> {
  const { configs, traffic, expectations, url, running, chain, options, folder, report, signal } = observation;
  report({ kind: 'step', message: `Sending ${traffic.says}.` });
  const fed = await feed(url, traffic.sendings, signal);
  if (fed.refusal !== undefined) report({ kind: 'step', message: `The Collector refused ${fed.refused} of ${fed.spans} spans: ${fed.refusal}.` });
  const settled = await settle({ ...observation, timeout: options.timeout * 1_000, assertRunning: () => running.assertRunning(), onWait: (message) => report({ kind: 'step', message }) });
  assertSeen(fed, settled.counters);
  const compared = await compareTaps(chain, folder, expectations);
  return documentOf({ configs: configs.map(nameOf), places: placesIn(configs), expectations, source: traffic.says, fed, settled, compared, chain, warnings: running.warnings() });
}

async function collectorFor({ collector, image }: XrayOptions, folder: string, configs: readonly string[], variables: readonly string[]): Promise<LoneCollector> {
  if (image !== undefined) return inContainer(image, folder, configs, variables);
  const chosen = await chooseCollector(collector, process.env);
  if (chosen.kind === 'otelcol') return onProcess(chosen, folder);
  throw new Problem(5, 'X-ray needs a real Collector. Name yours with --collector or OTELCOL_BIN, an image with --image, or build one: npm run collector:build.');
}

async function workFolder(keep: string | undefined): Promise<string> {
  if (keep === undefined) return temporaryFolder();
  await openFolder(keep, '--keep');
  return absolute(keep);
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'tracehop-xray-'));
  } catch (error) {
    throw new Problem(5, `No temporary folder can be made in \`${tmpdir()}\`: ${(error as Error).message}. Set TMPDIR, or name a folder with --keep.`);
  }
}

/** A full disk shows itself wherever the next byte is written. */
function unwritable(error: unknown, folder: string): Problem | undefined {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code) ? new Problem(5, `\`${folder}\` cannot be written: ${message}.`) : undefined;
}
