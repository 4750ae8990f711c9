// Keeps judging files that grow, from their beginning each time, and tells what changes. Ctrl+C ends it with a report
// on all that is there by then.

import { changesBetween } from '../../check/changes.ts';
import { Problem } from '../../lab/problem.ts';
import { VERSION } from '../../lab/root.ts';
import { until } from '../../lab/wait.ts';
import type { CheckDocument } from '../../verifier/check.ts';
import { judgementOf } from '../check.ts';
import { nextInterruption } from '../interruption.ts';
import type { Circumstances } from '../verify.ts';
import type { Demands } from './demands.ts';
import { type FileState, isSame, lossBetween, statesOf } from './growth.ts';
import { sourcesOf } from './sources.ts';

/** Milliseconds between two looks; and after which a file that never stands still is judged all the same. */
const BETWEEN_LOOKS = 200;
const MOST_WAIT = 5_000;

/** A judgement is followed by a pause that is so many times as long, so that judging takes a fifth of the time at most. */
const PAUSE = 4;

interface Judgement {
  states: readonly FileState[];
  /** Undefined: there was nothing to judge. */
  document: CheckDocument | undefined;
  /** By this process's monotonic clock, in milliseconds. */
  ended: number;
  took: number;
}

/** `before`: what they are compared with. Returns when it is interrupted. */
export async function follow(files: readonly string[], demands: Demands, { report, signal }: Circumstances, before?: CheckDocument): Promise<void> {
  sourcesOf(files);
  statesOf(files);
  report({ kind: 'step', message: 'Judging again whenever there is something new. Ctrl+C ends this with a report.' });
  const judge = (interrupted: AbortSignal): Promise<Judgement> => judged(files, demands, { report, signal: interrupted, began: 0 }, before);
  let last: Judgement | undefined;
  try {
    for (;;) {
      await grown(files, last, signal);
      const now = await judge(signal);
      signal.throwIfAborted();
      const loss = last && lossBetween(last.states, now.states);
      if (loss !== undefined) report({ kind: 'step', message: `${loss}: begun anew with what is there.` });
      if (now.document) tell(loss === undefined ? last?.document : undefined, now.document, report);
      last = now;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const final = last && isSame(last.states, statesOf(files)) ? last : await judge(nextInterruption());
  report(final.document ? { kind: 'check', document: final.document, inOneLine: true } : { kind: 'step', message: 'There was no span to check.' });
}

/** Until there is something new, and nothing more comes at the moment. */
async function grown(files: readonly string[], last: Judgement | undefined, signal: AbortSignal): Promise<void> {
  let seen = statesOf(files);
  if (!last) return;
  await until('the files to grow', () => {
    const [before, now] = [seen, statesOf(files)];
    seen = now;
    const since = performance.now() - last.ended;
    const isDue = since > PAUSE * last.took && (isSame(before, now) || since > MOST_WAIT);
    return isDue && !isSame(last.states, now) ? { done: true, value: undefined } : { done: false, saw: 'nothing new' };
  }, { timeout: Infinity, every: BETWEEN_LOOKS, signal });
}

async function judged(files: readonly string[], demands: Demands, circumstances: Circumstances, before: CheckDocument | undefined): Promise<Judgement> {
  const began = performance.now();
  const states = statesOf(files);
  const document = await documentOr(() => judgementOf(files, demands, circumstances, before));
  const ended = performance.now();
  return { states, document, ended, took: ended - began };
}

/** A file that is not there for a moment, or holds nothing yet, will. */
async function documentOr(judge: () => Promise<CheckDocument>): Promise<CheckDocument | undefined> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof Problem && error.exitCode === 3) return undefined;
    throw error;
  }
}

function tell(before: CheckDocument | undefined, now: CheckDocument, report: Circumstances['report']): void {
  for (const change of changesBetween(before, now)) {
    report({ kind: 'check-change', document: { schema: 'tracehop.check-change/1', tool: VERSION, at: new Date().toISOString(), ...change, spans: now.spans, traces: now.traces } });
  }
}
