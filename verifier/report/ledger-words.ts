// How a ledger is put in words, in the terminal and in the report.

import type { LedgerDocument } from '../ledger.ts';

/** The sum in a word or two, and what it stands for. */
export interface Outcome {
  word: string;
  summary: string;
}

export function ledgerOutcome({ requests, linked, broken, missing, failed }: Pick<LedgerDocument, 'requests' | 'linked' | 'broken' | 'missing' | 'failed'>): Outcome {
  if (linked === requests) return { word: 'LINKED', summary: `all ${requests} requests; nothing broken, missing or failed.` };
  return { word: 'NOT LINKED', summary: `${requests - linked} of ${requests} requests: ${broken} broken, ${missing} missing, ${failed} failed.` };
}

export function paceWords({ perSecond, seconds }: Pick<LedgerDocument, 'perSecond' | 'seconds'>): string {
  return `${perSecond} answers a second, in ${seconds} s`;
}
