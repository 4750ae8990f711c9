// Verdicts as exit codes: 0 linked, 1 broken or failed, 4 not decided in time.

import type { LedgerDocument } from './ledger.ts';
import type { Code } from './verdict.ts';

const EXIT_CODES: Record<Code, 0 | 1 | 4> = {
  LINKED: 0,
  NOT_LINKED: 1,
  REQUEST_FAILED: 1,
  STILL_ARRIVING: 4,
  UNDECIDED: 4,
};

export function verdictExitCode(code: Code): 0 | 1 | 4 {
  return EXIT_CODES[code];
}

export function ledgerExitCode({ requests, linked, broken, failed }: LedgerDocument): 0 | 1 | 4 {
  if (broken + failed > 0) return 1;
  return linked === requests ? 0 : 4;
}
