// Sees a call that a web page makes to its verdict: by the same rules as any other request, with the browser as the one
// who sends it, and what the browser told as service A's answer. What service A recorded of it is told beside that.

import { stat } from 'node:fs/promises';

import type { CollectorAccess } from '../../lab/collector-access.ts';
import type { Decided } from '../../lab/open-requests.ts';
import { Problem } from '../../lab/problem.ts';
import { type RecordedRequest, recordedRequests } from '../../lab/recorded-requests.ts';
import type { Answer, Send } from '../../lab/request.ts';
import { run } from '../../lab/run.ts';
import type { SwitchBoard } from '../../lab/switch-board.ts';
import { Timeout, until } from '../../lab/wait.ts';
import { Watch } from '../../lab/watch.ts';
import type { BrowserCall, SendFromBrowser } from '../../page/cors-stage.ts';
import type { Allowances, CorsOutcome, Recorded } from '../../page/screen/cors-outcome.ts';
import type { Finding } from '../../verifier/findings.ts';
import { formatTraceparent } from '../../verifier/wire.ts';
import type { VerifyOptions } from '../options.ts';
import { documentOf, planOf, type Trial } from '../verify.ts';
import { misfortunes } from '../verify-target.ts';

export interface BrowserTarget {
  options: VerifyOptions;
  access: CollectorAccess;
  board: SwitchBoard;
  /** Where service A is for a browser. */
  url: string;
  signal: AbortSignal;
}

const SERVICE = 'service-a';
const SWITCH = 'CORS_ALLOWED_HEADERS';

const MEND = `Let ${SERVICE} allow the headers of tracing to the origins that may call it: \`Access-Control-Allow-Headers: traceparent, tracestate\`, and what it allows already.`;

/** For service A's spans to come in; and so long nothing may come for what is not there to be missing. Milliseconds. */
const RECORDED_MS = 5_000;
const QUIET_MS = 600;

/** Throws Problem(5) where service A has no such switch. */
export function allowancesOf({ offered }: SwitchBoard): Allowances {
  const [asItIs, mended] = offered[SERVICE]?.[SWITCH] ?? [];
  if (asItIs === undefined || mended === undefined) throw new Problem(5, `\`${SERVICE}\` has no switch \`${SWITCH}\`: it is not that of page/compose.yaml.`);
  return { asItIs, mended };
}

export async function callFromBrowser(target: BrowserTarget, mended: boolean, send: SendFromBrowser): Promise<CorsOutcome> {
  const { board, access, signal } = target;
  await board.turn(mended ? { [SERVICE]: { [SWITCH]: allowancesOf(board).mended } } : {});
  const watch = await Watch.begin(access, [SERVICE], { eager: true });
  const from = access.raw === undefined ? 0 : await stat(access.raw).then(({ size }) => size, () => 0);
  const trial: Trial = { ...target, watch, report: () => undefined, began: performance.now(), start: 0 };
  let decided: Decided | undefined;
  const { sent, sending } = throughBrowser(target, send);
  await run({ ...planOf(trial), send: sending, onDecided: (each) => { decided = each; } });
  const { call, answer } = sent();
  const { preflight, itself } = await recorded(access, watch, { from, query: new URL(call.url).search.slice(1), signal });
  const refusal = 'error' in answer ? refusalIn(preflight) : undefined;
  const document = documentOf(decided!, trial, [...refusal ? [refusal] : [], ...await misfortunes(trial, decided!.verdict)]);
  return {
    url: call.url, traceparent: call.traceparent, mended, preflight, call: itself,
    got: 'httpStatus' in answer ? { status: answer.httpStatus } : { error: answer.error },
    // What usually mends a request that failed is to start a service: here it is known better.
    verdict: refusal ? { ...document, fix: MEND } : document,
  };
}

/** A `Send` that hands the request over, and what went through it. */
function throughBrowser({ url }: BrowserTarget, send: SendFromBrowser): { sending: Send; sent: () => { call: BrowserCall; answer: Answer } } {
  let sent: { call: BrowserCall; answer: Answer } | undefined;
  const sending: Send = async (probe, { timeout, signal }) => {
    const call = { click: probe.traceId, url: `${url}?click=${probe.traceId}`, traceparent: formatTraceparent(probe) };
    const silent = AbortSignal.any([AbortSignal.timeout(timeout), signal]);
    const silence = new Promise<Answer>((resolve) => silent.addEventListener('abort', () => resolve({ error: `the browser told nothing within ${timeout / 1000} s` })));
    const answer = await Promise.race([send(call), silence]);
    signal.throwIfAborted();
    sent = { call, answer };
    return answer;
  };
  return { sending, sent: () => sent! };
}

interface Search {
  from: number;
  query: string;
  signal: AbortSignal;
}

/** Waits until both are there, or nothing more comes. */
async function recorded({ raw }: CollectorAccess, watch: Watch, { from, query, signal }: Search): Promise<{ preflight: Recorded; itself: Recorded }> {
  if (raw === undefined) return { preflight: 'unknown', itself: 'unknown' };
  let found: RecordedRequest[] = [];
  const named = (absent: 'nothing' | 'unknown'): { preflight: Recorded; itself: Recorded } => ({
    preflight: found.find(({ method }) => method === 'OPTIONS') ?? absent, itself: found.find(({ method }) => method !== 'OPTIONS') ?? absent,
  });
  try {
    return await until('what service A recorded', async () => {
      await watch.look();
      found = await recordedRequests(raw, from, query);
      const isAll = found.length >= 2 || (found.length > 0 && watch.quiet >= QUIET_MS);
      return isAll ? { done: true, value: named('nothing') } : { done: false, saw: `${found.length} requests` };
    }, { timeout: RECORDED_MS, signal });
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
    return named('unknown');
  }
}

/** Why the browser sent nothing: it does not tell the page. */
function refusalIn(preflight: Recorded): Finding | undefined {
  if (typeof preflight === 'string') return undefined;
  const { asked, allowed, spanId } = preflight;
  const refused = namesIn(asked).filter((name) => !namesIn(allowed).includes(name));
  if (refused.length === 0) return undefined;
  return { code: 'PREFLIGHT_REFUSED', spanId, message: `The browser asked whether \`${refused.join(', ')}\` may be sent, and ${SERVICE} allows ${allowed === null ? 'no header' : `\`${allowed}\` only`}: it sent nothing more.` };
}

/** Of headers, which come as a list with commas, in any case. */
function namesIn(list: string | null): string[] {
  return (list ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '');
}
