// A ledger for a person: what became of the requests, what the Collector counted, and the sum as the last line.

import Table from 'cli-table3';

import type { LedgerDocument } from '../ledger.ts';
import { collectorLine } from './collector-line.ts';
import { ledgerOutcome, paceWords } from './ledger-words.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';

export function ledgerText(fromElsewhere: LedgerDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  const { requests, linked, broken, missing, failed, latencyMilliseconds: { p50, p99, max } } = document;
  const table = new Table({ head: ['requests', 'linked', 'broken', 'missing', 'failed'], style: { head: [], border: [] } });
  table.push([requests, linked, broken, missing, failed]);
  return [
    table.toString(),
    `${paceWords(document)}; latency p50 ${p50} ms, p99 ${p99} ms, max ${max} ms.`,
    ...exampleLines(document),
    collectorLine(document),
    ledgerLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function ledgerLine(document: LedgerDocument, paint: Paint): string {
  const { word, summary } = ledgerOutcome(document);
  return `${paint(document.linked === document.requests ? 'green' : 'red', word)}: ${summary}`;
}

function exampleLines({ verdicts, examples }: LedgerDocument): string[] {
  return Object.entries(examples).filter(([code]) => code !== 'LINKED').flatMap(([code, [example]]) => [
    `! ${code}: ${verdicts[code as keyof typeof verdicts]} requests. The first: ${example?.summary}`,
    `    its traceparent: ${example?.witnesses.probe}`,
    ...example?.fix ? [`    to mend it: ${example.fix}`] : [],
  ]);
}
