// What a verdict comes down to: the four columns of a ledger, and the exit codes: 0 linked, 1 broken or failed,
// 4 not decided in time. Of an X-ray: 0 whole and as expected.

import { type Code, RULES } from './verdict.ts';
import type { XrayDocument } from './xray.ts';

export type Outcome = 'linked' | 'broken' | 'missing' | 'failed';

const LINKED = new Set<Code>(RULES.flatMap((rule) => 'linked' in rule ? [rule.code] : []));
const NOT_BROKEN: Partial<Record<Code, Outcome>> = { REQUEST_FAILED: 'failed', STILL_ARRIVING: 'missing', UNDECIDED: 'missing' };

export function outcomeOf(code: Code): Outcome {
  return LINKED.has(code) ? 'linked' : NOT_BROKEN[code] ?? 'broken';
}

export function verdictExitCode(code: Code): 0 | 1 | 4 {
  const outcome = outcomeOf(code);
  return outcome === 'linked' ? 0 : outcome === 'missing' ? 4 : 1;
}

/** Counts of requests. */
export function ledgerExitCode({ requests, linked, broken, failed }: Record<'requests' | 'linked' | 'broken' | 'failed', number>): 0 | 1 | 4 {
  if (broken + failed > 0) return 1;
  return linked === requests ? 0 : 4;
}

export function xrayExitCode({ verdict, passed }: Pick<XrayDocument, 'verdict' | 'passed'>): 0 | 1 | 4 {
  if (verdict === 'UNDECIDED') return 4;
  return passed ? 0 : 1;
}
