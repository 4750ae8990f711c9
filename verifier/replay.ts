// A run that was saved: what was sent and answered, and how the Collector fared, beside its span files. Judging it
// again gives the verdicts that it had.

import { readAnswers } from './answers.ts';
import { Claims } from './claims.ts';
import { COLLECTOR_KINDS, type CollectorFacts } from './document.ts';
import { type Edges, judge, type Judged, type Requested, type RunState } from './judge.ts';
import type { Span } from './span.ts';
import type { Truth } from './truth.ts';
import type { TraceContext } from './wire.ts';

export type SavedAnswer = { httpStatus: number; body: unknown } | { error: string };

/** How everything stood when a request was judged. */
export interface SavedMoment extends Pick<RunState, 'hasTap' | 'emptied' | 'allWritten' | 'holding' | 'outage'> {
  /** Milliseconds. */
  quiet: number;
  gone: Record<string, Truth>;
}

export interface SavedRequest {
  probe: TraceContext;
  answer: SavedAnswer;
  moment: SavedMoment;
}

/** `run.json`, beside `traces.jsonl` and `raw.jsonl`. */
export interface SavedRun {
  schema: 'tracehop.run/1';
  edges: Edges;
  alone: boolean;
  collector: CollectorFacts;
  requests: SavedRequest[];
}

/** What is to be kept of requests that were judged: at least one. */
export function savedRun(judged: readonly SavedJudgement[], { kind, version }: CollectorFacts): SavedRun {
  const { hops, evidence: { alone } } = judged[0]!;
  const [first, ...others] = hops.map(({ edge }) => edge);
  return { schema: 'tracehop.run/1', edges: [first!, ...others], alone, collector: { kind, version }, requests: judged.map(({ saved }) => saved) };
}

/** Whether a JSON value has the shape of a saved run, with one request at least. */
export function isSavedRun(value: unknown): value is SavedRun {
  const { schema, edges, alone, collector, requests } = fields(value);
  const isEdge = (each: unknown): boolean => typeof fields(each)['caller'] === 'string' && typeof fields(each)['callee'] === 'string';
  return schema === 'tracehop.run/1' && typeof alone === 'boolean' && COLLECTOR_KINDS.some((kind) => kind === fields(collector)['kind']) && typeof fields(collector)['version'] === 'string'
    && Array.isArray(edges) && edges.length > 0 && edges.every(isEdge) && Array.isArray(requests) && requests.length > 0 && requests.every(isRequest);
}

function isRequest(value: unknown): boolean {
  const { probe, answer, moment } = fields(value);
  const { traceId, parentId, sampled } = fields(probe);
  const { quiet, emptied, gone } = fields(moment);
  const truths = [...['tap', 'file', 'counters'].map((source) => fields(emptied)[source]), fields(moment)['allWritten'], fields(moment)['holding'], ...Object.values(fields(gone))];
  return typeof traceId === 'string' && typeof parentId === 'string' && typeof sampled === 'boolean' && truths.every(isTruth)
    && (typeof fields(answer)['httpStatus'] === 'number' || typeof fields(answer)['error'] === 'string')
    && typeof quiet === 'number' && emptied === fields(emptied) && gone === fields(gone);
}

function isTruth(value: unknown): boolean {
  return typeof value === 'boolean' || value === 'unknown';
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

type SavedJudgement = Pick<Judged, 'hops' | 'evidence'> & { saved: SavedRequest };

export interface SavedSpans {
  tap: readonly Span[];
  file: readonly Span[];
}

/** One after the other, in the order of the requests: nothing of those before needs to be kept. */
export function* judgeAgain(saved: SavedRun, spans: SavedSpans): Generator<Judged> {
  const requests = saved.requests.map((request) => ({ ...request, read: answered(request.answer) }));
  const claims = claimsOf(requests, spans);
  const strays = saved.alone ? [] : claims.strays();
  const otherTraces = saved.requests.length === 1 ? 'nothing' : new Set(saved.requests.map(({ probe }) => probe.traceId));
  for (const request of requests) {
    const { probe, read, moment } = request;
    const own = saved.alone ? spans : { tap: claims.of(request, 'tap'), file: claims.of(request, 'file') };
    const run: RunState = { ...moment, alone: saved.alone, strays, otherTraces, gone: (service) => moment.gone[service] ?? 'unknown' };
    yield judge(saved.edges, { ...read, ...own, probe, quiet: moment.quiet }, run);
  }
}

export function answered(answer: SavedAnswer): Pick<Requested, 'answers' | 'requestError'> {
  if ('error' in answer) return { answers: { a: 'nothing', b: 'unknown' }, requestError: answer.error };
  return { answers: readAnswers(answer.httpStatus, answer.body), requestError: null };
}

export function claimAll<Owner>(claims: Claims<Owner>, { a, b }: Requested['answers'], owner: Owner): void {
  for (const account of [a, b]) if (typeof account !== 'string' && account.traceId) claims.claim(account.traceId, owner);
}

type ReadRequest = SavedRequest & { read: Pick<Requested, 'answers' | 'requestError'> };

function claimsOf(requests: readonly ReadRequest[], { tap, file }: SavedSpans): Claims<ReadRequest> {
  const claims = new Claims<ReadRequest>();
  for (const request of requests) {
    claims.claim(request.probe.traceId, request);
    claimAll(claims, request.read.answers, request);
  }
  for (const span of tap) claims.saw('tap', span);
  for (const span of file) claims.saw('file', span);
  return claims;
}
