// The verdict as a JSON document, `tracehop.verdict/1`. Fields may be added, never renamed.

import { type Carried, headersText } from './carried.ts';
import type { Check } from './checks.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './findings.ts';
import type { Judged, JudgedHop } from './judge.ts';
import { naiveChecks, type NaiveCheck } from './naive.ts';
import type { Where, WitnessName } from './rules/rule.ts';
import { parentIsRemote, type Span } from './span.ts';
import { seen, type Truth, type Witness } from './truth.ts';
import type { Alternative, Code, Verdict } from './verdict.ts';
import { formatTraceparent } from './wire.ts';

export const COLLECTOR_KINDS = ['embedded', 'otelcol', 'docker', 'unknown'] as const;

export interface CollectorFacts {
  kind: (typeof COLLECTOR_KINDS)[number];
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

/** Times in milliseconds since 1970, each by the clock of its service. */
export interface SpanEntry extends Pick<Span, 'service' | 'kind' | 'name' | 'traceId' | 'spanId' | 'status' | 'startTime' | 'endTime'> {
  parentSpanId: string | null;
  parentIsRemote: Truth;
}

export interface HopEntry {
  from: string;
  to: string;
  verdict: Code;
  where: Where;
  linked: boolean;
  summary: string;
}

export interface VerdictDocument {
  schema: 'tracehop.verdict/1';
  tool: string;
  /** The hop that decides: the first that is not linked, or the first. */
  from: string;
  to: string;
  verdict: Code;
  linked: boolean;
  where: Where;
  summary: string;
  /** Why that is the reading, and how it is usually mended. */
  why: string | null;
  fix: string | null;
  /** The two witnesses between which the context changed, and what they say; null: it did not, or nobody knows. */
  change: { from: WitnessName; to: WitnessName; expected: string; found: string } | null;
  alternatives: Alternative[];
  findings: Finding[];
  witnesses: { probe: Witness<string>; sent: Witness<string>; received: Witness<string>; recorded: Witness<RecordedParent> };
  checks: Check[];
  naive: NaiveCheck[];
  spans: SpanEntry[];
  /** Every hop that was asked for, in that order. */
  hops: HopEntry[];
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

/** The document of the hop that decides, and the others' verdicts beside it. */
export function verdictDocument({ edge, evidence, verdict, hops }: Judged, circumstances: Circumstances): VerdictDocument {
  const { code, where, linked, summary, why, fix, alternatives, checks } = verdict;
  const said = witnesses(evidence, hops[0]?.evidence.probe ?? evidence.probe);
  return {
    schema: 'tracehop.verdict/1', tool: circumstances.tool,
    from: edge.caller, to: edge.callee, verdict: code, linked, where, summary, why, fix, change: changeOf(verdict, said), alternatives,
    findings: [...verdict.findings, ...circumstances.findings],
    witnesses: said, checks, naive: naiveChecks(evidence),
    spans: evidence.received.map(spanEntry), hops: hops.map(hopEntry),
    collector: circumstances.collector, milliseconds: circumstances.milliseconds,
  };
}

/** The probe was sent to the first hop, whichever decides. */
function witnesses(evidence: Evidence, probe: Evidence['probe']): VerdictDocument['witnesses'] {
  const { sent, arrived, calleeServer, serverReceived } = evidence;
  const text = (carried: Witness<Carried>): string => seen(carried) ? headersText(carried) : carried;
  return {
    probe: seen(probe) ? formatTraceparent(probe) : probe,
    sent: text(sent),
    received: text(arrived),
    recorded: calleeServer ? recorded(calleeServer) : serverReceived.callee === false ? 'nothing' : 'unknown',
  };
}

function changeOf({ between }: Verdict, said: VerdictDocument['witnesses']): VerdictDocument['change'] {
  if (!between) return null;
  const [from, to] = between;
  const [expected, found] = [textOf(said[from]), textOf(said[to])];
  return expected === 'unknown' || found === 'unknown' ? null : { from, to, expected, found };
}

/** As a header would say it: what a span recorded is its parent's place, and that it is sampled. */
function textOf(said: VerdictDocument['witnesses'][WitnessName]): string {
  return typeof said === 'string' ? said : said.parentSpanId === null ? `trace ${said.traceId}, no parent` : `00-${said.traceId}-${said.parentSpanId}-01`;
}

function recorded(span: Span): RecordedParent {
  return { traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId ?? null, parentIsRemote: parentIsRemote(span) };
}

export function hopEntry({ edge: { caller, callee }, verdict: { code, where, linked, summary } }: JudgedHop): HopEntry {
  return { from: caller, to: callee, verdict: code, where, linked, summary };
}

export function spanEntry(span: Span): SpanEntry {
  const { service, kind, name, traceId, spanId, parentSpanId, status, startTime, endTime } = span;
  return { service, kind, name, traceId, spanId, parentSpanId: parentSpanId ?? null, parentIsRemote: parentIsRemote(span), status, startTime, endTime };
}
