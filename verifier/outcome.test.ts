import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { LedgerDocument } from './ledger.ts';
import { ledgerExitCode, outcomeOf, verdictExitCode } from './outcome.ts';
import { CODES } from './verdict.ts';

test('a verdict: 0 linked, 1 broken or failed, 4 not decided in time', () => {
  const codes = (['LINKED', 'DUPLICATE_DELIVERY', 'HEADER_STRIPPED', 'REQUEST_FAILED', 'STILL_ARRIVING', 'UNDECIDED'] as const).map((code) => verdictExitCode(code));
  assert.deepEqual(codes, [0, 0, 1, 1, 4, 4]);
});

const ledgers: [says: string, counts: Partial<LedgerDocument>, exitCode: number][] = [
  ['all linked', { requests: 3, linked: 3, broken: 0, missing: 0, failed: 0 }, 0],
  ['one broken', { requests: 3, linked: 2, broken: 1, missing: 0, failed: 0 }, 1],
  ['one failed', { requests: 3, linked: 2, broken: 0, missing: 0, failed: 1 }, 1],
  ['one missing', { requests: 3, linked: 2, broken: 0, missing: 1, failed: 0 }, 4],
  ['one broken and one missing', { requests: 3, linked: 1, broken: 1, missing: 1, failed: 0 }, 1],
];

for (const [says, counts, exitCode] of ledgers) {
  test(`a ledger with ${says}: ${exitCode}`, () => assert.equal(ledgerExitCode(counts as LedgerDocument), exitCode));
}

test('every code has its column in a ledger', () => {
  const columns = Object.groupBy(CODES, outcomeOf);
  assert.deepEqual(columns.linked, ['DUPLICATE_DELIVERY', 'LINKED']);
  assert.deepEqual(columns.failed, ['REQUEST_FAILED']);
  assert.deepEqual(columns.missing, ['STILL_ARRIVING', 'UNDECIDED']);
  assert.equal(columns.broken?.length, CODES.length - 5);
});
