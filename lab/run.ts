// Sends requests, one or many, and sees each to its verdict: the same engine for the single request of a
// demonstration and for thousands.

import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { type Decided, OpenRequests, type RunState } from './open-requests.ts';
import { mintProbe } from './probe.ts';
import type { Send } from './request.ts';
import { Timeout, until } from './wait.ts';
import type { Watch } from './watch.ts';

/** So many undecided requests are kept in memory; then sending waits for verdicts. */
const MOST_OPEN = 20_000;
const LOOK_EVERY_MS = 50;

export interface Plan {
  url: string;
  edge: { caller: string; callee: string };
  requests: number;
  concurrency: number;
  send: Send;
  watch: Watch;
  hasTap: boolean;
  /** Milliseconds: for each answer, and after the last one for the spans. */
  timeout: number;
  signal: AbortSignal;
  onDecided: (decided: Decided) => void;
  onProgress?: (answered: number) => void;
}

export interface RunTimes {
  /** Of the answers, in microseconds. */
  latency: RecordableHistogram;
  /** Milliseconds: until the last answer, and from there until everything was decided. */
  sending: number;
  waiting: number;
}

export async function run(plan: Plan): Promise<RunTimes> {
  const open = new OpenRequests(plan.edge);
  const latency = createHistogram();
  const started = performance.now();
  const sending = sendAll(plan, open, latency);
  await lookWhile(sending, plan, open, latency);
  await sending;
  const sent = performance.now();
  await waitForSpans(plan, open, latency);
  return { latency, sending: sent - started, waiting: performance.now() - sent };
}

async function sendAll({ url, requests, concurrency, send, timeout, signal }: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      while (open.size >= MOST_OPEN) await pause(LOOK_EVERY_MS, undefined, { signal });
      const probe = mintProbe();
      open.begin(probe);
      const started = performance.now();
      const answer = await send(probe, { url, timeout, signal });
      if ('httpStatus' in answer) latency.record(Math.max(1, Math.round((performance.now() - started) * 1000)));
      open.answered(probe, answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, worker));
}

async function lookWhile(sending: Promise<void>, plan: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  let done = false;
  const finished = sending.then(() => { done = true; }, () => { done = true; });
  while (!done) {
    await look(plan, open, latency);
    await Promise.race([finished, pause(LOOK_EVERY_MS)]);
  }
}

async function waitForSpans(plan: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  try {
    await until('the spans', async () => {
      await look(plan, open, latency);
      return open.size === 0 ? { done: true, value: undefined } : { done: false, saw: `${open.size} requests without a verdict` };
    }, { timeout: plan.timeout, every: LOOK_EVERY_MS, signal: plan.signal });
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
    open.rest(stateOf(plan)).forEach(plan.onDecided);
  }
}

async function look(plan: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  open.saw(await plan.watch.look());
  const state = stateOf(plan);
  // While spans still come in, only requests of which something new was seen can have a verdict.
  open.decided(state, state.quiet > LOOK_EVERY_MS).forEach(plan.onDecided);
  plan.onProgress?.(latency.count);
}

function stateOf({ watch, hasTap }: Plan): RunState {
  return { hasTap, quiet: watch.quiet, truncated: watch.truncated };
}
