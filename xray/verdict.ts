// Whether traces come out of a pipeline whole; and where they do not, which component is the first that does that.

import { counted } from '../verifier/report/counted.ts';
import { breaksTraces, losesTraces, tracesOut } from '../verifier/stage.ts';
import type { StageEntry, XrayVerdict } from '../verifier/xray.ts';
import { mendFor } from './mends.ts';

export interface Judgement {
  verdict: XrayVerdict;
  brokenBy: string | null;
  summary: string;
  mend: string | null;
}

export interface Facts {
  /** Traces that came in, and those that any component broke. */
  traces: number;
  broken: number;
  settled: boolean;
  /** So many may be broken. */
  allowed: number;
}

/** `stages`: in the order in which spans pass them. */
export function judge(stages: readonly StageEntry[], { traces, broken, settled, allowed }: Facts): Judgement {
  const breaks = broken > allowed || allowed === 0 ? stages.find(breaksTraces) : undefined;
  const loses = stages.find(losesTraces);
  if (!settled && stages.some(({ dropped, tracesBroken }) => dropped + tracesBroken > 0)) {
    return { verdict: 'UNDECIDED', brokenBy: null, summary: 'Something still held spans back when the time was over: what is missing may only be late. A longer `--timeout` tells.', mend: null };
  }
  const worst = breaks ?? loses;
  if (!worst) return { verdict: 'WHOLE', brokenBy: null, summary: wholeSentence(stages, traces, broken), mend: null };
  return { verdict: breaks ? 'BREAKS_TRACES' : 'LOSES_SPANS', brokenBy: worst.component, summary: faultOf(worst)!, mend: mendFor(worst) };
}

/** One sentence about what a component did wrong; null: nothing. */
export function faultOf(stage: StageEntry): string | null {
  if (breaksTraces(stage)) return breakingSentence(stage);
  return losesTraces(stage) ? losingSentence(stage) : null;
}

function breakingSentence(stage: StageEntry): string {
  const { component, pipeline, tracesBroken, tracesSplit, tracesIn, tracesGone, tracesMeant, dropped, orphansMade, idsChanged, parentsChanged } = stage;
  const did = [
    ...dropped > 0 ? [tracesGone > 0 ? 'dropped parts of them' : `dropped ${counted(dropped, 'span')}`] : [],
    ...idsChanged > 0 ? [`changed the ids of ${counted(idsChanged, 'span')}`] : [],
    ...parentsChanged > 0 ? [`changed the parent of ${counted(parentsChanged, 'span')}`] : [],
    ...orphansMade > 0 ? [`made ${counted(orphansMade, 'orphan')}`] : [],
    ...tracesSplit > 0 ? ['sent parts of one trace to several destinations'] : [],
  ];
  const lost = losesTraces(stage) ? ` It dropped ${tracesGone - tracesMeant} whole, and is no sampler.` : '';
  return `\`${component}\` in \`${pipeline}\` broke ${Math.max(tracesBroken, tracesSplit)} of ${counted(tracesIn, 'trace')}: it ${list(did)}.${lost}`;
}

function losingSentence({ component, pipeline, tracesGone, tracesMeant, tracesIn }: StageEntry): string {
  return `\`${component}\` in \`${pipeline}\` dropped ${tracesGone - tracesMeant} of ${counted(tracesIn, 'trace')} whole, and it is no sampler.`;
}

function wholeSentence(stages: readonly StageEntry[], traces: number, broken: number): string {
  if (broken > 0) return `${broken} of ${counted(traces, 'trace')} came out broken, which \`tracehop.yaml\` allows.`;
  const gone = stages.filter(({ tracesGone }) => tracesGone > 0).map((stage) => `\`${stage.component}\` kept ${tracesOut(stage)} of ${stage.tracesIn}`);
  return gone.length === 0 ? `All ${counted(traces, 'trace')} came out whole.` : `Every trace came out whole or not at all: ${list(gone)}.`;
}

function list(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}
