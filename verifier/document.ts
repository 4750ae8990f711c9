// The verdict as a JSON document, `tracehop.verdict/1`. Fields may be added, never renamed.

import type { Check } from './checks.ts';
import { absenceProved, type Evidence } from './evidence.ts';
import { naiveChecks, type NaiveCheck } from './naive.ts';
import { parentIsRemote, type Span } from './span.ts';
import { seen, type Truth, type Witness } from './truth.ts';
import type { Alternative, Code, Finding, Verdict, Where } from './verdict.ts';
import { formatTraceparent } from './wire.ts';

export interface CollectorFacts {
  kind: 'embedded' | 'otelcol' | 'docker' | 'unknown';
  version: string;
}

/** Whole milliseconds. `start`: until the lab was ready; `request`: until the answer; `spans`: from there until all was decided. */
export interface Milliseconds {
  start: number;
  request: number;
  spans: number;
  total: number;
}

export interface RecordedParent {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  parentIsRemote: Truth;
}

export interface VerdictDocument {
  schema: 'tracehop.verdict/1';
  tool: string;
  verdict: Code;
  linked: boolean;
  where: Where;
  summary: string;
  alternatives: Alternative[];
  findings: Finding[];
  witnesses: { probe: Witness<string>; sent: Witness<string>; received: Witness<string>; recorded: Witness<RecordedParent> };
  checks: Check[];
  naive: NaiveCheck[];
  spans: (Omit<Span, 'parentSpanId' | 'requestHeaders' | 'responseStatus' | 'flags'> & { parentSpanId: string | null; parentIsRemote: Truth })[];
  collector: CollectorFacts;
  milliseconds: Milliseconds;
}

export interface Circumstances {
  tool: string;
  collector: CollectorFacts;
  milliseconds: Milliseconds;
  /** What the lab noticed besides the evidence. */
  findings: Finding[];
}

export function verdictDocument(evidence: Evidence, verdict: Verdict, circumstances: Circumstances): VerdictDocument {
  const { code, where, linked, summary, alternatives, checks } = verdict;
  return {
    schema: 'tracehop.verdict/1', tool: circumstances.tool,
    verdict: code, linked, where, summary, alternatives,
    findings: [...verdict.findings, ...circumstances.findings],
    witnesses: witnesses(evidence), checks, naive: naiveChecks(evidence),
    spans: evidence.received.map(spanEntry),
    collector: circumstances.collector, milliseconds: circumstances.milliseconds,
  };
}

function witnesses(evidence: Evidence): VerdictDocument['witnesses'] {
  const { probe, sentHeader, receivedHeader, calleeServer } = evidence;
  return {
    probe: seen(probe) ? formatTraceparent(probe) : probe,
    sent: seen(sentHeader) ? sentHeader.join(', ') : sentHeader,
    received: seen(receivedHeader) ? receivedHeader.join(', ') : receivedHeader,
    recorded: calleeServer ? recorded(calleeServer) : absenceProved(evidence, 'callee') === true ? 'nothing' : 'unknown',
  };
}

function recorded(span: Span): RecordedParent {
  return { traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId ?? null, parentIsRemote: parentIsRemote(span) };
}

function spanEntry(span: Span): VerdictDocument['spans'][number] {
  const { service, kind, name, traceId, spanId, parentSpanId, status } = span;
  return { service, kind, name, traceId, spanId, parentSpanId: parentSpanId ?? null, parentIsRemote: parentIsRemote(span), status };
}
