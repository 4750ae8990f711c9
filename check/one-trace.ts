// One trace, as somebody asked for it: each hop that begins or ends in it with its verdict, and whatever is odd about
// its spans.

import type { OneTrace } from '../verifier/check.ts';
import { hopEntry, spanEntry } from '../verifier/document.ts';
import type { Finding } from '../verifier/findings.ts';
import type { Judged } from '../verifier/judge.ts';
import type { Span } from '../verifier/span.ts';
import { firstInCycle } from '../verifier/tree-faults.ts';
import { above, type ById, byIdOf, parentOf } from './ancestry.ts';
import { isCall, isCalled } from './loose-ends.ts';
import { verdictOn } from './verdicts.ts';

/** Spans as they were delivered, each content once. */
export interface WholeTrace {
  spans: readonly Span[];
  duplicates: number;
  conflicts: readonly string[];
}

/** A hop that is not simply linked, and the spans of its two ends. */
export interface HopInTrace {
  judged: Judged;
  spans: readonly Span[];
}

/** `judged`: those that were judged among all traces; the others of this trace are linked. */
export function oneTrace(trace: WholeTrace, judged: readonly HopInTrace[]): OneTrace {
  const { spans } = trace;
  const settled = new Set(judged.flatMap((hop) => hop.spans.filter(isCalled).map(keyOf)));
  const byId = byIdOf(spans);
  const linked = spans.flatMap((span) => linkedHop(span, byId)).filter((hop) => !settled.has(keyOf(hop.spans.at(-1)!)));
  const hops = [...linked.map((hop) => hop.judged), ...judged.map((hop) => hop.judged)];
  const said = [...treeFindings(trace), ...hops.flatMap(({ verdict }) => verdict.findings)];
  return { spans: spans.map(spanEntry), hops: hops.map((hop) => hopEntry(hop)), findings: [...new Map(said.map((finding) => [JSON.stringify(finding), finding])).values()] };
}

/** From a span of another service, or from a call to what it called; and what lies above the caller in its service. */
function linkedHop(span: Span, byId: ById): HopInTrace[] {
  const caller = parentOf(span, byId);
  if (!caller || (caller.service === span.service && !(isCall(caller) && isCalled(span)))) return [];
  const own = [...above(caller, byId), span];
  const judged = verdictOn({ caller: caller.service, callee: span.service }, own);
  return judged.verdict.linked ? [{ judged, spans: own }] : [{ judged: linkedAnyway(judged, span, caller), spans: own }];
}

/** A span that names another as its parent is linked to it, whatever kinds they are of. */
function linkedAnyway(judged: Judged, span: Span, caller: Span): Judged {
  const summary = `The span ${span.spanId} of ${span.service} names the span ${caller.spanId} of ${caller.service} as its parent.`;
  return { ...judged, verdict: { ...judged.verdict, code: 'LINKED', where: 'nowhere', linked: true, summary, findings: [] } };
}

function treeFindings({ spans, duplicates, conflicts }: WholeTrace): Finding[] {
  const cyclic = firstInCycle(spans);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return [
    ...spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId)).map(({ service, kind, spanId, parentSpanId }) => ({ code: 'NO_PARENT', message: `The parent ${parentSpanId} of the ${kind} span ${spanId} of ${service} is in none of the files.`, spanId })),
    ...cyclic ? [{ code: 'CYCLE', message: `The span ${cyclic.spanId} of ${cyclic.service} is its own ancestor.`, spanId: cyclic.spanId }] : [],
    ...conflicts.map((spanId) => ({ code: 'CONFLICT', message: `The span id ${spanId} stands for spans that differ.`, spanId })),
    ...duplicates > 0 ? [{ code: 'DUPLICATES', message: `Identical repetitions of its spans: ${duplicates}.` }] : [],
    ...spans.filter(isReversed).map(({ spanId, service }) => ({ code: 'END_BEFORE_START', message: `The span ${spanId} of ${service} ends before it starts.`, spanId })),
  ];
}

/** It ends before it starts; that it does not say when it ends is none of that. */
export function isReversed({ startTime, endTime }: Span): boolean {
  return endTime > 0 && endTime < startTime;
}

function keyOf({ traceId, spanId }: Span): string {
  return `${traceId} ${spanId}`;
}
