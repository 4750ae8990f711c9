// What an X-ray costs: how long a Collector takes with taps around each of five processors, and without; and how much
// memory the comparison takes.

import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { onProcess, startCollector } from '../../lab/lone-collector.ts';
import { leasePorts } from '../../lab/ports.ts';
import { ROOT } from '../../lab/root.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import { type Chain, chainOf, CLEARED, tapExporter } from '../../xray/chain.ts';
import { type Pipeline, pipelinesOf } from '../../xray/pipelines.ts';
import { sendings } from '../../xray/shapes/shape.ts';
import { SHAPES } from '../../xray/shapes/shapes.ts';
import { resolve, wordsFor } from '../xray/configuration.ts';
import { feed, sendingsIn } from '../xray/feed.ts';
import { settle } from '../xray/settling.ts';
import { peakMemory } from './hop.ts';
import { signal } from './labs.ts';

/** Requests of about 90 spans, as a Collector's batches are. */
const BATCH = 30;

const FIVE = {
  receivers: { otlp: { protocols: { http: null } } },
  processors: {
    memory_limiter: { check_interval: '1s', limit_mib: 4000 },
    attributes: { actions: [{ key: 'environment', value: 'test', action: 'insert' }] },
    filter: { traces: { span: ['attributes["http.route"] == "/health"'] } },
    transform: { trace_statements: [{ context: 'span', statements: ['set(attributes["renamed"], name)'] }] },
    redaction: { allow_all_keys: true, blocked_values: ['4[0-9]{15}'] },
  },
  exporters: { debug: null },
  service: { pipelines: { traces: { receivers: ['otlp'], processors: ['memory_limiter', 'attributes', 'filter', 'transform', 'redaction'], exporters: ['debug'] } } },
};

export interface XrayCost {
  /** Seconds from the first request until the last span was written. */
  withTaps: number[];
  without: number[];
  /** MiB, of the whole command. */
  memory: number;
}

export async function xrayCost(collector: CollectorChoice, spans: number, rounds: number): Promise<XrayCost> {
  const folder = mkdtempSync(join(tmpdir(), 'tracehop-bench-'));
  try {
    const [config, traces] = [join(folder, 'five.yaml'), join(folder, 'spans.jsonl')];
    writeFileSync(config, stringify(FIVE));
    writeSpans(traces, spans);
    const cost: XrayCost = { withTaps: [], without: [], memory: 0 };
    for (let round = 0; round < rounds; round += 1) {
      cost.without.push(await secondsThrough(collector, { folder, config, traces, taps: false }));
      cost.withTaps.push(await secondsThrough(collector, { folder, config, traces, taps: true }));
    }
    cost.memory = await commandMemory(collector, config, traces, spans);
    return cost;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeSpans(file: string, spans: number): void {
  const shape = SHAPES.filter(({ name }) => name === 'two services in one batch');
  const requests = sendings(shape, Math.ceil(spans / 3), Date.now());
  writeFileSync(file, '');
  for (let at = 0; at < requests.length; at += BATCH) {
    const resourceSpans = requests.slice(at, at + BATCH).flatMap(({ body }) => (JSON.parse(body) as { resourceSpans: unknown[] }).resourceSpans);
    appendFileSync(file, `${JSON.stringify({ resourceSpans })}\n`);
  }
}

interface Run {
  folder: string;
  config: string;
  traces: string;
  taps: boolean;
}

async function secondsThrough(choice: CollectorChoice, { folder, config, traces, taps }: Run): Promise<number> {
  const leases = await leasePorts(2);
  const [otlpPort, metricsPort] = leases.ports as [number, number];
  const collector = onProcess(choice, folder);
  const resolved = await resolve(collector, [config], signal);
  const pipelines = pipelinesOf(resolved, undefined);
  const tapped = chainOf(pipelines, resolved, { host: collector.host, folder, otlpPort, metricsPort, destinationPorts: [] });
  const chain = taps ? tapped : bare(tapped, pipelines[0]!);
  const overlay = join(folder, 'xray.yaml');
  writeFileSync(overlay, stringify(chain.overlay));
  const url = `http://127.0.0.1:${otlpPort}/v1/traces`;
  const running = await startCollector(collector, { words: wordsFor(collector, [config, CLEARED, overlay]), ports: leases.ports, url, logs: folder, signal });
  try {
    const began = performance.now();
    await feed(url, sendingsIn(traces, () => undefined), signal);
    await settle({ chain, windows: [], countersUrl: `http://127.0.0.1:${metricsPort}/metrics`, folder, timeout: 60_000, signal, assertRunning: () => running.assertRunning(), onWait: () => undefined });
    return (performance.now() - began) / 1_000;
  } finally {
    await running.stop();
    leases.release();
  }
}

/** The same processors in one pipeline, and one file behind them. */
function bare(chain: Chain, { id, processors }: Pipeline): Chain {
  const last = chain.ends[0]!;
  const exporter = tapExporter(last);
  const service = { ...chain.overlay.service, pipelines: { [id]: { receivers: chain.overlay.service.pipelines[id]!.receivers, processors, exporters: [exporter] } } };
  return { ...chain, taps: [last], overlay: { ...chain.overlay, exporters: { [exporter]: chain.overlay.exporters[exporter] }, connectors: {}, service } };
}

/** Of the command with these spans, which must be whole and balanced. */
async function commandMemory(collector: CollectorChoice, config: string, traces: string, spans: number): Promise<number> {
  const child = spawn(process.execPath, ['scripts/tracehop.ts', 'xray', config, '--json', '--traces', traces, '--collector', collector.command[0]!], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  let most = 0;
  let written = '';
  const watch = setInterval(() => { most = Math.max(most, peakMemory(child.pid!)); }, 100);
  for await (const text of child.stdout.setEncoding('utf8')) written += text as string;
  clearInterval(watch);
  const { verdict, balanced, traffic } = JSON.parse(written) as XrayDocument;
  if (verdict !== 'WHOLE' || !balanced || traffic.spans < spans) throw new Error(`${verdict}, balanced: ${balanced}, ${traffic.spans} spans`);
  return most;
}
