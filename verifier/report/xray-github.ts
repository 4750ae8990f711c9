// An X-ray for GitHub Actions: annotations at the lines of the configuration, and a step summary in Markdown.

import type { StageEntry, XrayDocument } from '../xray.ts';
import { markdown, table } from './markdown.ts';
import { printableAll } from './printable.ts';
import { workflowCommand } from './workflow-command.ts';

const COLUMNS = { component: '---', pipeline: '---', 'spans in': '--:', 'spans out': '--:', 'traces whole': '--:', gone: '--:', broken: '--:', 'orphans made': '--:' } as const;

/** One command a line. */
export function xrayAnnotations(untrusted: XrayDocument): string {
  const { verdict, summary, stages, expectations, differences, configs: [file = ''] } = printableAll(untrusted);
  return [
    ...stages.flatMap(({ fault, mend, at }) => fault === null ? [] : [workflowCommand('error', { file: at?.file ?? file, line: `${at?.line ?? 1}`, title: verdict }, [fault, mend ?? ''].join(' ').trim())]),
    ...expectations.flatMap(({ expects, pass, found, at }) => pass ? [] : [workflowCommand('error', { file, title: 'tracehop.yaml' }, `expected ${expects}: ${found}${at === null ? '' : `, first behind \`${at}\``}`)]),
    ...differences.map((difference) => workflowCommand('warning', { file, title: 'not balanced' }, difference)),
    ...verdict === 'UNDECIDED' ? [workflowCommand('warning', { file, title: verdict }, summary)] : [],
  ].join('');
}

export function xraySummary(untrusted: XrayDocument): string {
  const { verdict, passed, summary, stages, expectations, mend, configs } = printableAll(untrusted);
  return [
    `### X-ray of ${configs.map(markdown).join(' and ')}: ${verdict === 'WHOLE' && !passed ? 'NOT AS EXPECTED' : verdict}`, '', `**${passed ? '✅' : '❌'}** ${markdown(summary)}`, ...mend === null ? [] : ['', `Usually mended so: ${markdown(mend)}`], '',
    ...table(COLUMNS, stages.map(row)),
    ...expectations.map(({ expects, pass, found }) => `- ${pass ? '✅' : '❌'} ${markdown(expects)}${pass ? '' : `: ${markdown(found)}`}`), '',
  ].join('\n');
}

function row({ component, pipeline, spansIn, spansOut, tracesWhole, tracesGone, tracesBroken, tracesSplit, orphansMade }: StageEntry): (string | number)[] {
  return [markdown(component), markdown(pipeline), spansIn, spansOut, tracesWhole, tracesGone, tracesBroken + tracesSplit, orphansMade];
}
