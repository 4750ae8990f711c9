// Sends requests, one or many, and sees each to its verdict: the same engine for the single request of a
// demonstration and for thousands. What is to happen meanwhile to the lab's parts happens in its turn.

import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import type { Edges } from '../verifier/judge.ts';
import { FLUSH_INTERVAL } from '../verifier/settled.ts';
import { type Decided, type Moment, OpenRequests } from './open-requests.ts';
import { mintProbe, type ProbeSettings } from './probe.ts';
import type { Send } from './request.ts';
import type { Action } from './action.ts';
import { Timeout, until } from './wait.ts';
import type { NewSpans, Watch } from './watch.ts';

/** So many undecided requests are kept in memory; then sending waits for verdicts. */
const MOST_OPEN = 20_000;
const LOOK_EVERY_MS = 50;

export interface Plan {
  url: string;
  edges: Edges;
  requests: number;
  concurrency: number;
  probe: ProbeSettings;
  /** Nobody else sends anything through this lab. */
  ownLab: boolean;
  send: Send;
  watch: Watch;
  hasTap: boolean;
  /** Milliseconds: for each answer, and after the last one for the spans. */
  timeout: number;
  signal: AbortSignal;
  /** In their order. No verdict is final before the last of them. */
  actions?: readonly Action[];
  perform?: ((action: Action) => Promise<void>) | undefined;
  onDecided: (decided: Decided) => void;
  /** Told of what every look at the files brought, whosever it is. */
  onSeen?: (seen: NewSpans) => void;
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
  const open = new OpenRequests(plan);
  const latency = createHistogram();
  await act(plan, 'started');
  const started = performance.now();
  const sending = sendAll(plan, open, latency);
  await lookWhile(sending, plan, open, latency);
  await sending;
  const sent = performance.now();
  await act(plan, 'answered');
  await actWhenWritten(plan, open);
  await waitForSpans(plan, open, latency);
  return { latency, sending: sent - started, waiting: performance.now() - sent };
}

async function sendAll({ url, requests, concurrency, probe: settings, send, timeout, signal }: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      while (open.size >= MOST_OPEN) await pause(LOOK_EVERY_MS, undefined, { signal });
      const probe = mintProbe(settings);
      open.begin(probe);
      const started = performance.now();
      const answer = await send(probe, { url, probe: settings, timeout, signal });
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
    await look(plan, open, latency, !plan.actions?.length);
    await Promise.race([finished, pause(LOOK_EVERY_MS)]);
  }
}

/** The pauses of actions are part of what is tried, such as a Collector that comes up late. */
async function act(plan: Plan, after: Action['after']): Promise<void> {
  for (const action of plan.actions ?? []) {
    if (action.after !== after) continue;
    await pause(action.seconds * 1000, undefined, { signal: plan.signal });
    await plan.perform?.(action);
    await plan.watch.lookAtCounters();
    if (action.verb !== 'stop' && action.verb !== 'kill') await untilReachable(plan);
  }
}

async function untilReachable({ watch, timeout, signal }: Plan): Promise<void> {
  await until('the Collector to answer', async () => {
    // It tells its counters before it has opened, and perhaps emptied, its files.
    const unready = await watch.unready();
    await watch.lookAtCounters();
    return unready === undefined && watch.reachable ? { done: true, value: undefined } : { done: false, saw: unready ?? 'it tells no counters' };
  }, { timeout, signal });
}

/** Everything that the services sent is in the file: something came, and then nothing more. */
async function actWhenWritten(plan: Plan, open: OpenRequests): Promise<void> {
  if (!plan.actions?.some(({ after }) => after === 'written')) return;
  let written = 0;
  await until('the spans in the file', async () => {
    const seen = await see(plan, open);
    written += seen.file.length;
    const done = written > 0 && plan.watch.quiet >= FLUSH_INTERVAL;
    return done ? { done, value: undefined } : { done, saw: `${written} spans` };
  }, { timeout: plan.timeout, every: LOOK_EVERY_MS, signal: plan.signal });
  await act(plan, 'written');
}

async function waitForSpans(plan: Plan, open: OpenRequests, latency: RecordableHistogram): Promise<void> {
  try {
    await until('the spans', async () => {
      await look(plan, open, latency, true);
      return open.size === 0 ? { done: true, value: undefined } : { done: false, saw: `${open.size} requests without a verdict` };
    }, { timeout: plan.timeout, every: LOOK_EVERY_MS, signal: plan.signal });
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
    open.rest(momentOf(plan)).forEach(plan.onDecided);
  }
}

async function look(plan: Plan, open: OpenRequests, latency: RecordableHistogram, decides: boolean): Promise<void> {
  await see(plan, open);
  const moment = momentOf(plan);
  // While spans still come in, only requests of which something new was seen can have a verdict.
  if (decides) open.decided(moment, moment.quiet > LOOK_EVERY_MS).forEach(plan.onDecided);
  plan.onProgress?.(latency.count);
}

async function see({ watch, onSeen }: Plan, open: OpenRequests): Promise<NewSpans> {
  const seen = await watch.look();
  open.saw(seen);
  onSeen?.(seen);
  return seen;
}

function momentOf({ watch, hasTap }: Plan): Moment {
  const { quiet, emptied, allWritten, holding, outage } = watch;
  return { hasTap, quiet, emptied, allWritten, holding, outage, gone: (service) => watch.gone(service) };
}
