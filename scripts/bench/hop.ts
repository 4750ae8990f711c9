// What one hop costs: how soon its spans are in the file, how many a second with and without instrumentation,
// and how much memory everything takes meanwhile.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { directAccess } from '../../lab/collector-access.ts';
import type { Decided } from '../../lab/open-requests.ts';
import type { ProcessLab } from '../../lab/processes.ts';
import { sendWithFetch } from '../../lab/request.ts';
import { ROOT } from '../../lab/root.ts';
import { run } from '../../lab/run.ts';
import { Watch } from '../../lab/watch.ts';
import { signal } from './labs.ts';

const EDGE = { caller: 'service-a', callee: 'service-b' };
const PROBE = { format: 'tracecontext', sampled: true, baggage: 0 } as const;
const CONNECTIONS = 20;
const ROUND_SECONDS = 4;

/** Milliseconds from each request until it was linked from the file, one request at a time. */
export async function requestToSpans(lab: ProcessLab, requests: number): Promise<number[]> {
  const watch = await watchOf(lab);
  const values: number[] = [];
  while (values.length < requests) await runOnce(lab, watch, ({ milliseconds: { request, spans } }) => values.push(request + spans));
  return values;
}

export function watchOf(lab: ProcessLab): Promise<Watch> {
  const folder = join(lab.folder, 'traces');
  return Watch.begin(directAccess({ traces: join(folder, 'traces.jsonl'), raw: join(folder, 'raw.jsonl') }, false, 0), [EDGE.caller, EDGE.callee]);
}

/** One request, which must be linked. */
export async function runOnce(lab: ProcessLab, watch: Watch, onLinked: (decided: Decided) => void): Promise<void> {
  await run({
    url: urlOf(lab), edges: [EDGE], requests: 1, concurrency: 1, probe: PROBE, ownLab: true, send: sendWithFetch, watch, hasTap: true, timeout: 10_000, signal,
    onDecided: (decided) => {
      if (!decided.verdict.linked) throw new Error(decided.verdict.summary);
      onLinked(decided);
    },
  });
}

/** Answers a second, of each lab in turn. */
export async function answersPerSecond(labs: readonly ProcessLab[], rounds: number): Promise<number[][]> {
  const rates = labs.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, lab] of labs.entries()) {
      const { requests, non2xx, errors } = await autocannon({ url: urlOf(lab), connections: CONNECTIONS, duration: ROUND_SECONDS });
      if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
      rates[index]!.push(requests.average);
    }
  }
  return rates;
}

/** MiB at most, so far, of a process. */
export function peakMemory(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/** MiB at most, of `verify` with so many requests against a lab, and with a report of them. */
export async function verifierMemory(lab: ProcessLab, requests: number, report: string): Promise<number> {
  const { command: [, ...words] } = lab.service('verify');
  const child = spawn(process.execPath, [...words, `--requests=${requests}`, '--concurrency=50', '--quiet', `--html=${report}`], { cwd: ROOT, stdio: 'ignore' });
  let peak = 0;
  const sample = setInterval(() => { peak = Math.max(peak, peakMemory(child.pid!)); }, 50);
  const exitCode = await new Promise((resolve) => child.once('exit', (code) => { clearInterval(sample); resolve(code); }));
  if (exitCode !== 0) throw new Error(`verify ended with exit code ${String(exitCode)}`);
  return peak;
}

function urlOf(lab: ProcessLab): string {
  return `http://${lab.address('service-a', 8081)}/call-b`;
}
