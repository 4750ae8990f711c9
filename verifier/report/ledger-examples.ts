// What became of the requests of a ledger that got one verdict, in a few sentences.

import type { LedgerDocument } from '../ledger.ts';
import type { Code } from '../verdict.ts';

export function exampleText(code: Code, { verdicts, examples, requests }: LedgerDocument): string {
  const [example] = examples[code] ?? [];
  return [
    `${verdicts[code] ?? 0} of ${requests} requests.`,
    ...example ? [`The first: ${example.summary}`] : [],
    ...example?.fix ? [`To mend it: ${example.fix}`] : [],
  ].join(' ');
}
