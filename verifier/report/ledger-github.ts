// A ledger for GitHub Actions: an annotation for each verdict that is not linked, and a step summary with the counts
// and an example of each.

import type { LedgerDocument } from '../ledger.ts';
import { outcomeOf } from '../outcome.ts';
import type { Code } from '../verdict.ts';
import { exampleText } from './ledger-examples.ts';
import { table } from './markdown.ts';
import { printableAll } from './printable.ts';
import { verdictBlock } from './verdict-github.ts';
import { workflowCommand } from './workflow-command.ts';

/** So many have a diagram: a summary may have 1 MiB. */
const MOST_EXAMPLES = 5;

export function ledgerAnnotations(untrusted: LedgerDocument): string {
  const document = printableAll(untrusted);
  return notLinked(document).map((code) => workflowCommand(outcomeOf(code) === 'missing' ? 'warning' : 'error', { title: code }, exampleText(code, document))).join('');
}

export function ledgerSummary(untrusted: LedgerDocument): string {
  const document = printableAll(untrusted);
  const { requests, linked, broken, missing, failed, verdicts, examples } = document;
  const shown = notLinked(document).flatMap((code) => examples[code]?.slice(0, 1) ?? []).slice(0, MOST_EXAMPLES);
  return [
    `### ${linked === requests ? 'LINKED: all' : `NOT LINKED: ${requests - linked} of`} ${requests} requests`, '',
    ...table({ requests: '--:', linked: '--:', broken: '--:', missing: '--:', failed: '--:' }, [[requests, linked, broken, missing, failed]]),
    ...table({ verdict: '---', requests: '--:' }, Object.entries(verdicts)),
    ...shown.flatMap(verdictBlock),
  ].join('\n');
}

function notLinked({ verdicts }: LedgerDocument): Code[] {
  return (Object.keys(verdicts) as Code[]).filter((code) => outcomeOf(code) !== 'linked');
}
