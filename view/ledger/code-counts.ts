// How a verdict of a ledger is meant: as its examples say.

import type { LedgerDocument } from '../../verifier/ledger.ts';
import type { Code } from '../../verifier/verdict.ts';
import type { Tone } from '../tone.ts';
import { verdictTone } from '../verdict/verdict-tone.ts';

export interface CodeCount {
  code: Code;
  count: number;
  tone: Tone;
}

/** Those that are linked come last. */
export function codeCounts({ verdicts, examples }: LedgerDocument): CodeCount[] {
  const counts = Object.entries(verdicts as Record<Code, number>).map(([name, count]) => {
    const code = name as Code;
    return { code, count, tone: verdictTone({ verdict: code, linked: examples[code]?.[0]?.linked ?? code === 'LINKED' }) };
  });
  return [...counts.filter(({ tone }) => tone !== 'good'), ...counts.filter(({ tone }) => tone === 'good')];
}
