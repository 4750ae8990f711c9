// Sends one request, or many, and proves for each from the Collector's file, and from what crossed the wire,
// that service B joined the trace of service A.

import { type CollectorAccess, untilReady } from '../lab/collector-access.ts';
import { type ComposeProject, OWN_PROJECT } from '../lab/compose-project.ts';
import type { Decided } from '../lab/open-requests.ts';
import { Problem } from '../lab/problem.ts';
import { curlLine, type Send, sendWithCurl, sendWithFetch } from '../lab/request.ts';
import { VERSION } from '../lab/root.ts';
import { type Plan, run } from '../lab/run.ts';
import type { Action } from '../lab/action.ts';
import { Watch } from '../lab/watch.ts';
import { verdictDocument, type VerdictDocument } from '../verifier/document.ts';
import type { Finding } from '../verifier/findings.ts';
import { Ledger, ledgerDocument } from '../verifier/ledger.ts';
import { ledgerExitCode, verdictExitCode } from '../verifier/outcome.ts';
import type { Report } from '../verifier/report/events.ts';
import type { VerifyOptions } from './options.ts';
import { judgeSaved } from './saved.ts';
import { collectorOf, misfortunes, urlOf } from './verify-target.ts';

/** Of so many requests the counters are asked at every look. */
const FEW = 10;

export interface Circumstances {
  report: Report;
  signal: AbortSignal;
  /** When everything began, by this process's monotonic clock, in milliseconds. */
  began: number;
  /** Told of each request that has its verdict. */
  onDecided?: (decided: Decided) => void;
  /** What is to be done to the lab in the middle of the run, and how that is done. */
  actions?: readonly Action[];
  perform?: (action: Action) => Promise<void>;
  /** The lab was started for this run: nobody else sends anything through it. */
  ownLab?: boolean;
  /** The Compose lab that is meant where no span file is named: by default the one of this checkout. */
  project?: ComposeProject;
}

export interface Trial extends Circumstances {
  options: VerifyOptions;
  url: string;
  access: CollectorAccess;
  watch: Watch;
  /** Milliseconds until the first request could be sent. */
  start: number;
}

/** Returns the exit code. */
export async function verify(options: VerifyOptions, circumstances: Circumstances): Promise<number> {
  if (options.saved !== undefined) return judgeSaved(options.saved, circumstances.report);
  const { project = OWN_PROJECT } = circumstances;
  const access = await collectorOf(options, project);
  try {
    await untilReady(access, circumstances.signal);
    const url = await urlOf(options, project);
    const services = [...new Set(options.edge.flatMap(({ caller, callee }) => [caller, callee]))];
    const watch = await Watch.begin(access, services, { eager: options.requests <= FEW, fromStart: circumstances.ownLab ?? false });
    const trial = { ...circumstances, options, url, access, watch, start: performance.now() - circumstances.began };
    return await (options.requests === 1 ? verifyOne(trial) : verifyMany(trial));
  } finally {
    await access.close();
  }
}

async function verifyOne(trial: Trial): Promise<number> {
  const { report, url } = trial;
  let decided: Decided | undefined;
  const send: Send = (probe, sending) => {
    report({ kind: 'command', line: curlLine(probe, url, sending.probe) });
    return sendWithCurl(probe, sending);
  };
  report({ kind: 'step', message: 'Sending one request with a trace context of its own, then waiting for its spans in the Collector\'s file.' });
  await run({ ...planOf(trial), send, onDecided: (result) => { decided = result; trial.onDecided?.(result); } });
  const document = documentOf(decided!, trial, await misfortunes(trial, decided!.verdict));
  report({ kind: 'verdict', document });
  return verdictExitCode(document.verdict);
}

async function verifyMany(trial: Trial): Promise<number> {
  const { report, watch, options: { requests } } = trial;
  const ledger = new Ledger();
  const onDecided = (decided: Decided): void => {
    ledger.add(decided.verdict.code, () => documentOf(decided, trial, []));
    trial.onDecided?.(decided);
  };
  const onProgress = (answered: number): void => report({ kind: 'progress', answered, decided: ledger.decided, requests });
  report({ kind: 'step', message: `Sending ${requests} requests, each with a trace context of its own.` });
  const times = await run({ ...planOf(trial), send: sendWithFetch, onDecided, onProgress });
  await watch.lookAtCounters();
  const document = ledgerDocument(ledger, { tool: VERSION, requests, collector: { ...watch.collector, ...watch.counts }, ...times });
  report({ kind: 'ledger', document });
  return ledgerExitCode(document);
}

export function planOf({ options, url, access, watch, signal, actions = [], perform, ownLab = false }: Trial): Omit<Plan, 'send' | 'onDecided'> {
  const { edge: edges, requests, concurrency, timeout, probe: format, unsampled = false, traceId, baggage = 0 } = options;
  if (traceId !== undefined && requests > 1) throw new Problem(2, '--trace-id gives every request the same trace id, and they are told apart by it: send one.');
  return {
    url, edges, requests, concurrency, ownLab, watch, signal, actions, perform,
    probe: { format, sampled: !unsampled, traceId, baggage }, hasTap: access.raw !== undefined, timeout: timeout * 1000,
  };
}

export function documentOf({ milliseconds, ...judged }: Decided, { watch, began, start }: Trial, findings: Finding[]): VerdictDocument {
  const { request, spans } = milliseconds;
  const [total, ...parts] = [performance.now() - began, start, request, spans].map(Math.round);
  return verdictDocument(judged, {
    tool: VERSION, collector: watch.collector, findings,
    milliseconds: { start: parts[0]!, request: parts[1]!, spans: parts[2]!, total: total! },
  });
}
