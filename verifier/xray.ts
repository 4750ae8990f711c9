// What X-ray found out about a pipeline: the document `tracehop.xray/1`, and what it is made of.

import type { SpanKind } from './span.ts';

export const XRAY_VERDICTS = ['WHOLE', 'BREAKS_TRACES', 'LOSES_SPANS', 'UNDECIDED'] as const;
export type XrayVerdict = (typeof XRAY_VERDICTS)[number];

export interface XrayDocument {
  schema: 'tracehop.xray/1';
  tool: string;
  verdict: XrayVerdict;
  /** Traces are whole, and all expectations hold: exit code 0. */
  passed: boolean;
  /** The first component that does what the verdict says. */
  brokenBy: string | null;
  /** One sentence, for a person. */
  summary: string;
  /** How such a component is usually mended. */
  mend: string | null;
  /** The files that were looked into. */
  configs: string[];
  stages: StageEntry[];
  /** Spans by the Collector's own counters, and by what the taps hold. */
  ledger: { accepted: number; refused: number; sent: number; failed: number; written: number };
  balanced: boolean;
  /** Where counters and taps differ, one sentence each. */
  differences: string[];
  expectations: ExpectationEntry[];
  traffic: { source: string; requests: number; traces: number; spans: number };
  waited: { milliseconds: number; for: string; settled: boolean };
  collector: { name: string; version: string };
  /** What the Collector logged as a warning or an error while it ran, and how often. */
  warnings: { message: string; count: number }[];
}

/** Counts of spans, or of traces where the name says so. */
export interface StageEntry {
  component: string;
  pipeline: string;
  /** Where its configuration is. Null: in no file that could be read. */
  at: { file: string; line: number } | null;
  /** One sentence about what it did wrong, and how such a component is usually mended; null: nothing. */
  fault: string | null;
  mend: string | null;
  spansIn: number;
  spansOut: number;
  dropped: number;
  /** It let them not pass: they are for its like in a pipeline beside it that joins with its own. */
  diverted: number;
  duplicated: number;
  /** Came out, and did not go in. */
  added: number;
  tracesIn: number;
  tracesWhole: number;
  /** Nothing of them came out. */
  tracesGone: number;
  /** Of these, the ones that `tracehop.yaml` wants to be dropped. */
  tracesMeant: number;
  /** All of their spans went another way. */
  tracesDiverted: number;
  /** A part of them is gone, here or of what comes out of pipelines beside it, or ids or parents changed. */
  tracesBroken: number;
  /** Of several destinations, no one has the whole trace. */
  tracesSplit: number;
  /** Came out in another order than they went in; 0 where it has several ways in or out. */
  tracesReordered: number;
  orphansMade: number;
  idsChanged: number;
  parentsChanged: number;
  flagsChanged: number;
  linksChanged: number;
  traceStateChanged: number;
  /** By name, in how many spans. Names with a space are no span attributes: `resource host.name`, `span status`. */
  attributesAdded: Record<string, number>;
  attributesRemoved: Record<string, number>;
  attributesChanged: Record<string, number>;
  /** Up to three traces that it broke or lost. */
  examples: ExampleTrace[];
}

export interface ExampleTrace {
  traceId: string;
  spans: ExampleSpan[];
  /** How many more it has. */
  omitted: number;
}

/** A span as it went in, and what became of it. */
export interface ExampleSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  service: string;
  kind: SpanKind;
  name: string;
  fate: 'kept' | 'dropped' | 'dropped as meant' | 'id changed' | 'parent changed' | 'orphaned';
}

/** What the user's own `tracehop.yaml` expects, and whether it is so. */
export interface ExpectationEntry {
  expects: string;
  pass: boolean;
  found: string;
  /** The component at which it failed first. */
  at: string | null;
}
