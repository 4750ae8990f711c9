// A run that was saved: what was sent and answered, and how the Collector fared, beside its span files. Judging it
// again gives the verdicts that it had.

import { readAnswers } from './answers.ts';
import { Claims } from './claims.ts';
import { type Edges, judge, type Judged, type Requested, type RunState } from './judge.ts';
import type { Span } from './span.ts';
import { type Truth } from './truth.ts';
import type { TraceContext } from './wire.ts';

export type SavedAnswer = { httpStatus: number; body: unknown } | { error: string };

export interface SavedRequest {
  probe: TraceContext;
  answer: SavedAnswer;
  /** Milliseconds, when it was judged. */
  quiet: number;
}

/** `run.json`, beside `traces.jsonl` and `raw.jsonl`. */
export interface SavedRun extends Pick<RunState, 'hasTap' | 'alone' | 'emptied' | 'allWritten' | 'holding' | 'outage'> {
  schema: 'tracehop.run/1';
  edges: Edges;
  gone: Record<string, Truth>;
  requests: SavedRequest[];
}

export interface SavedSpans {
  tap: readonly Span[];
  file: readonly Span[];
}

/** In the order of the requests. */
export function judgeAgain(saved: SavedRun, spans: SavedSpans): Judged[] {
  const claims = claimsOf(saved, spans);
  const probed = new Set(saved.requests.map(({ probe }) => probe.traceId));
  const run: RunState = {
    ...saved, strays: saved.alone ? [] : claims.strays(), otherTraces: saved.requests.length === 1 ? 'nothing' : probed,
    gone: (service) => saved.gone[service] ?? 'unknown',
  };
  return saved.requests.map((request) => {
    const own = saved.alone ? spans : { tap: claims.of(request, 'tap'), file: claims.of(request, 'file') };
    return judge(saved.edges, { ...answered(request.answer), ...own, probe: request.probe, quiet: request.quiet }, run);
  });
}

export function answered(answer: SavedAnswer): Pick<Requested, 'answers' | 'requestError'> {
  if ('error' in answer) return { answers: { a: 'nothing', b: 'unknown' }, requestError: answer.error };
  return { answers: readAnswers(answer.httpStatus, answer.body), requestError: null };
}

export function claimAll<Owner>(claims: Claims<Owner>, { a, b }: Requested['answers'], owner: Owner): void {
  for (const account of [a, b]) if (typeof account !== 'string' && account.traceId) claims.claim(account.traceId, owner);
}

function claimsOf({ requests }: SavedRun, { tap, file }: SavedSpans): Claims<SavedRequest> {
  const claims = new Claims<SavedRequest>();
  for (const request of requests) {
    claims.claim(request.probe.traceId, request);
    claimAll(claims, answered(request.answer).answers, request);
  }
  for (const span of tap) claims.saw('tap', span);
  for (const span of file) claims.saw('file', span);
  return claims;
}
