// A verdict for GitHub Actions: an annotation where the hop is not linked, and a step summary with the hop as a
// sequence diagram.

import type { VerdictDocument } from '../document.ts';
import { outcomeOf } from '../outcome.ts';
import { hopDiagram } from './hop-diagram.ts';
import { code, markdown, table } from './markdown.ts';
import { printableAll } from './printable.ts';
import { workflowCommand } from './workflow-command.ts';

export function verdictAnnotations(untrusted: VerdictDocument): string {
  const { from, to, verdict, linked, summary, fix, findings } = printableAll(untrusted);
  if (linked) return '';
  const level = outcomeOf(verdict) === 'missing' ? 'warning' : 'error';
  const title = `${verdict}: ${from} -> ${to}`;
  return [
    workflowCommand(level, { title }, [summary, ...fix === null ? [] : [`To mend it: ${fix}`]].join(' ')),
    ...findings.map((finding) => workflowCommand('notice', { title: finding.code }, finding.message)),
  ].join('');
}

export function verdictSummary(untrusted: VerdictDocument): string {
  const document = printableAll(untrusted);
  const { from, to, verdict, hops } = document;
  return [
    `### ${verdict}: ${markdown(from)} → ${markdown(to)}`, '',
    ...verdictBlock(document),
    ...hops.length < 2 ? [] : table({ hop: '---', verdict: '---' }, hops.map((hop) => [markdown(`${hop.from} -> ${hop.to}`), hop.verdict])),
  ].join('\n');
}

/** What one verdict comes to, below a heading. The document must be printable. */
export function verdictBlock(document: VerdictDocument): string[] {
  const { verdict, linked, summary, why, fix, findings, alternatives, checks } = document;
  const failed = checks.filter(({ pass }) => !pass);
  return [
    `**${linked ? '✅' : '❌'} ${verdict}**: ${markdown(summary)}`, '',
    ...hopDiagram(document),
    ...linked || why === null ? [] : [`**Why**: ${markdown(why)}`, ''],
    ...fix === null ? [] : [`**To mend it**: ${markdown(fix)}`, ''],
    ...failed.length === 0 ? [] : table({ check: '---', expected: '---', found: '---' }, failed.map(({ check, expected, found }) => [code(check), markdown(expected), markdown(found)])),
    ...alternatives.map((each) => `- It may be ${each.verdict}. What would tell: ${markdown(each.tell)}.`), ...alternatives.length > 0 ? [''] : [],
    ...findings.map((finding) => `- ${code(finding.code)}: ${markdown(finding.message)}`), ...findings.length > 0 ? [''] : [],
  ];
}
