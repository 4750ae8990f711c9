// A ledger as a JUnit report: one test case a verdict that requests got.

import type { LedgerDocument } from '../ledger.ts';
import { outcomeOf } from '../outcome.ts';
import type { Code } from '../verdict.ts';
import { type Case, junitReport } from './junit.ts';
import { exampleText } from './ledger-examples.ts';
import { printableAll } from './printable.ts';

export function ledgerJunit(untrusted: LedgerDocument): string {
  const document = printableAll(untrusted);
  const cases = (Object.keys(document.verdicts) as Code[]).map((code): Case => (
    { classname: 'requests', name: code, failure: outcomeOf(code) === 'linked' ? undefined : { message: exampleText(code, document), type: code } }
  ));
  return junitReport(`tracehop verify, ${document.requests} requests`, cases, document.seconds);
}
