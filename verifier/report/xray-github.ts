// An X-ray for GitHub Actions: annotations at the lines of the configuration, and a step summary in Markdown.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

import type { StageEntry, XrayDocument } from '../xray.ts';
import { printableAll } from './printable.ts';

/** One command a line. */
export function xrayAnnotations(untrusted: XrayDocument): string {
  const { verdict, summary, stages, expectations, differences, configs: [file = ''] } = printableAll(untrusted);
  return [
    ...stages.flatMap(({ fault, mend, at }) => fault === null ? [] : [command('error', { file: at?.file ?? file, line: `${at?.line ?? 1}`, title: verdict }, [fault, mend ?? ''].join(' ').trim())]),
    ...expectations.flatMap(({ expects, pass, found, at }) => pass ? [] : [command('error', { file, title: 'tracehop.yaml' }, `expected ${expects}: ${found}${at === null ? '' : `, first behind \`${at}\``}`)]),
    ...differences.map((difference) => command('warning', { file, title: 'not balanced' }, difference)),
    ...verdict === 'UNDECIDED' ? [command('warning', { file, title: verdict }, summary)] : [],
  ].join('');
}

export function xraySummary(untrusted: XrayDocument): string {
  const { verdict, passed, summary, stages, expectations, mend, configs } = printableAll(untrusted);
  return [
    `### X-ray of ${configs.map(markdown).join(' and ')}: ${verdict === 'WHOLE' && !passed ? 'NOT AS EXPECTED' : verdict}`, '', markdown(summary), ...mend === null ? [] : ['', `Usually mended so: ${markdown(mend)}`], '',
    '| component | pipeline | spans in | spans out | traces whole | gone | broken | orphans made |', '|---|---|--:|--:|--:|--:|--:|--:|', ...stages.map(row), '',
    ...expectations.map(({ expects, pass, found }) => `- ${pass ? '✅' : '❌'} ${markdown(expects)}${pass ? '' : `: ${markdown(found)}`}`), '',
  ].join('\n');
}

function row({ component, pipeline, spansIn, spansOut, tracesWhole, tracesGone, tracesBroken, tracesSplit, orphansMade }: StageEntry): string {
  return `| ${[markdown(component), markdown(pipeline), spansIn, spansOut, tracesWhole, tracesGone, tracesBroken + tracesSplit, orphansMade].join(' | ')} |`;
}

/** Nothing of a file or a trace becomes markup, apart from our own backticks. */
function markdown(text: string): string {
  return text.replace(/[&<>|*_[\]\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function command(level: 'error' | 'warning', properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${level} ${given.join(',')}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
