// `tracehop.check/1`: what trace files say of the hops between services. Fields may be added, never renamed.

import type { HopEntry, SpanEntry, VerdictDocument } from './document.ts';
import type { Finding } from './findings.ts';
import type { Code } from './verdict.ts';

export interface CheckDocument {
  schema: 'tracehop.check/1';
  tool: string;
  /** Every hop that is asked about is linked at least once, and never broken; without any: no orphan, no cycle, no broken hop. Limits that are given hold. */
  linked: boolean;
  summary: string;
  /** False: it was interrupted, and tells what was known by then. */
  complete: boolean;
  files: number;
  bytes: number;
  lines: number;
  /** Each once, however often it was delivered. */
  spans: number;
  traces: number;
  /** Traces that began before the time that was asked for, or say none: nothing here counts them. Only where a time was asked for. */
  leftOut?: number;
  /** Spans without a parent. */
  roots: number;
  /** The one top span of a trace, where its parent is remote and in none of the files: called by somebody outside. */
  entries: number;
  /** Spans whose parent is in none of the files, and which are no entry. */
  orphans: number;
  /** Identical repetitions. */
  duplicates: number;
  /** Ids with more than one content. */
  conflicts: number;
  cycles: number;
  /** Spans without a usable trace id or span id: they have no place in any trace. */
  unplaced: number;
  /** The first 100 of them, by file and line. */
  unreadable: Unreadable[];
  unreadableCount: number;
  findings: CheckFinding[];
  services: string[];
  edges: EdgeEntry[];
  expectations: EdgeExpectation[];
  /** What changed since other files were written. Only where they were named; `linked` is then whether nothing got worse. */
  baseline?: Baseline;
  /** Of each cause one, those that are most often first: the verdict, and the spans of the two ends of the hop. */
  examples: VerdictDocument[];
  /** The trace that was asked for; empty: none was. */
  trace: SpanEntry[];
  /** Each hop that begins or ends in it, and what is odd about it. Only where one was asked for. */
  traceHops?: HopEntry[];
  traceFindings?: Finding[];
  seconds: number;
  peakMemoryBytes: number;
}

export interface Unreadable {
  file: string;
  /** Counted from 1; of a file of messages, the number of the message. */
  line: number;
  reason: string;
}

/** Something odd that was read all the same: how often, and where first. */
export interface CheckFinding {
  code: string;
  message: string;
  count: number;
  file: string;
  line: number;
}

export interface EdgeEntry {
  from: string;
  to: string;
  /** Counts of hops: linked; broken, whatever the cause; and calls of which nobody knows whether they arrived. */
  linked: number;
  broken: number;
  undecided: number;
  verdicts: Partial<Record<Code, number>>;
  /** When the first broken one began, in ISO 8601; null: none is broken, or nobody knows. */
  brokenSince: string | null;
  /** Up to three traces with a broken hop. */
  examples: string[];
}

export interface EdgeExpectation {
  /** As it was asked: `a -> b`, `!a -> b`, `~a -> b`; or a limit of a file of rules: `orphans <= 3`. */
  edge: string;
  /** What is counted, of a limit. */
  limit?: string;
  pass: boolean;
  found: string;
  /** It does not hold as far as was looked, and there was too much to look at all. */
  undecided?: true;
}

export interface Baseline {
  /** How many there were. */
  files: number;
  edges: EdgeChange[];
  /** What else is not as it should be. */
  counts: CountChange[];
}

export interface HopCounts {
  linked: number;
  broken: number;
}

export interface EdgeChange {
  from: string;
  to: string;
  before: HopCounts;
  now: HopCounts;
  /** `broke`: it was never broken, and is; `worse`: broken more often, by more than chance; `gone`: not there any more. */
  change: 'broke' | 'worse' | 'gone' | 'mended' | 'new' | 'same';
  worse: boolean;
}

export interface CountChange {
  /** `orphans`, `cycles`, or `unreadable`. */
  count: string;
  before: number;
  now: number;
  /** There were none, or it is more of them than chance explains. */
  worse: boolean;
}

/** A change in files that are followed: of a hop, or of another count. */
export type CheckChange = { edge: EdgeChange } | { count: Omit<CountChange, 'worse'> };

export type CheckChangeDocument = CheckChange & {
  schema: 'tracehop.check-change/1';
  tool: string;
  /** When it was noticed, in ISO 8601. */
  at: string;
  /** All that there are by then. */
  spans: number;
  traces: number;
};

export interface OneTrace {
  spans: SpanEntry[];
  hops: HopEntry[];
  findings: Finding[];
}
