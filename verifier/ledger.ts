// The sum over many requests: how many were linked, and what became of the others. Every request is counted
// once: requests = linked + broken + missing + failed.

import type { CollectorFacts, VerdictDocument } from './document.ts';
import { latencyHistogram, type Latency, type LatencyCount } from './latency.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Code } from './verdict.ts';

const EXAMPLES = 3;

/** Spans, as the Collector counted them during the run. `unknown`: nobody could ask it. */
export type CollectorCounts = Record<'accepted' | 'refused' | 'sent' | 'failed', number | 'unknown'>;

export interface LedgerDocument {
  schema: 'tracehop.ledger/1';
  tool: string;
  requests: number;
  linked: number;
  broken: number;
  missing: number;
  failed: number;
  verdicts: Partial<Record<Code, number>>;
  /** The first three verdicts of each code but LINKED, and one that is LINKED. */
  examples: Partial<Record<Code, VerdictDocument[]>>;
  collector: CollectorFacts & CollectorCounts;
  /** Answers a second. */
  perSecond: number;
  latencyMilliseconds: { p50: number; p99: number; max: number };
  /** Answers that took as long, and longer than the entry before says; of all answers, up to 0.1 % off. */
  latencyHistogram: LatencyCount[];
  seconds: number;
}

export class Ledger {
  readonly counts: Record<Outcome, number> = { linked: 0, broken: 0, missing: 0, failed: 0 };
  readonly verdicts: Partial<Record<Code, number>> = {};
  readonly examples: Partial<Record<Code, VerdictDocument[]>> = {};

  get decided(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** `document` is made only for the few that are kept. */
  add(code: Code, document: () => VerdictDocument): void {
    this.counts[outcomeOf(code)] += 1;
    this.verdicts[code] = (this.verdicts[code] ?? 0) + 1;
    const examples = this.examples[code] ??= [];
    if (examples.length < (code === 'LINKED' ? 1 : EXAMPLES)) examples.push(document());
  }
}

export interface LedgerFacts {
  tool: string;
  requests: number;
  collector: LedgerDocument['collector'];
  latency: Latency;
  /** Milliseconds: until the last answer, and from there until everything was decided. */
  sending: number;
  waiting: number;
}

export function ledgerDocument({ counts, verdicts, examples }: Ledger, { tool, requests, collector, latency, sending, waiting }: LedgerFacts): LedgerDocument {
  const answered = latency.count > 0;
  const milliseconds = (microseconds: number): number => answered ? Math.round(microseconds / 10) / 100 : 0;
  return {
    schema: 'tracehop.ledger/1', tool, requests, ...counts, verdicts, examples, collector,
    perSecond: Math.round(latency.count / (sending / 1000)),
    latencyMilliseconds: { p50: milliseconds(latency.percentile(50)), p99: milliseconds(latency.percentile(99)), max: milliseconds(latency.max) },
    latencyHistogram: latencyHistogram(latency),
    seconds: Math.round((sending + waiting) / 10) / 100,
  };
}
