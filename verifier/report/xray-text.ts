// An X-ray for a person: one row a component, what it changed, examples of what it broke, and the verdict as the
// last line.

import Table from 'cli-table3';

import { type ExampleSpan, type ExampleTrace, type StageEntry, type XrayDocument } from '../xray.ts';
import { type TreeNode, trees } from '../trace.ts';
import { CLOSE } from './close-table.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';
import { changesOf, FATES } from './stage-words.ts';
import { aboutXray, balanceText, foundText, trafficText, waitText, warningText, xrayOutcome } from './xray-words.ts';

export function xrayText(untrusted: XrayDocument, paint: Paint): string {
  const document = printableAll(untrusted);
  const { collector, stages } = document;
  return [
    `${aboutXray(document)} by ${collector.name} ${collector.version}`,
    `Sent: ${trafficText(document)}.`,
    stageTable(stages, paint),
    ...stages.flatMap(changesText),
    ...stages.filter(({ fault, examples }) => fault !== null && examples.length > 0).flatMap((stage) => examplesText(stage, paint)),
    ...document.expectations.flatMap((each) => expectationText(each, paint)),
    ...document.warnings.map((warning) => `${paint('yellow', '!')} ${warningText(warning)}`),
    ledgerText(document, paint),
    ...document.mend === null ? [] : [`${paint('bold', 'Usually mended so:')} ${document.mend}`],
    xrayLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function xrayLine(document: XrayDocument, paint: Paint): string {
  const { word, sentences } = xrayOutcome(document);
  return `${paint(document.verdict === 'UNDECIDED' ? 'yellow' : document.passed ? 'green' : 'red', word)}: ${sentences}`;
}

function stageTable(stages: readonly StageEntry[], paint: Paint): string {
  const several = new Set(stages.map(({ pipeline }) => pipeline)).size > 1;
  const table = new Table({ ...CLOSE, head: ['component', ...several ? ['pipeline'] : [], 'spans\nin', 'spans\nout', 'traces\nin', 'whole', 'gone', 'broken', 'orphans\nmade'] });
  table.push(...stages.map((stage) => [
    stage.component, ...several ? [stage.pipeline] : [], stage.spansIn, stage.spansOut, stage.tracesIn, stage.tracesWhole, stage.tracesGone,
    bad(stage.tracesBroken + stage.tracesSplit, paint), bad(stage.orphansMade, paint),
  ]));
  return table.toString();
}

function bad(count: number, paint: Paint): string {
  return count > 0 ? paint('red', `${count}`) : '0';
}

function changesText(stage: StageEntry): string[] {
  const changes = changesOf(stage);
  return changes.length > 0 ? [`  ${stage.component}: ${changes.join('; ')}`] : [];
}

function examplesText({ component, pipeline, examples }: StageEntry, paint: Paint): string[] {
  return ['', paint('bold', `What \`${component}\` in \`${pipeline}\` did, by example:`), ...examples.flatMap((example) => exampleText(example, paint)), ''];
}

function exampleText({ traceId, spans, omitted }: ExampleTrace, paint: Paint): string[] {
  return [`  Trace ${traceId}`, ...trees(spans).flatMap((top) => nodeText(top, '    ', '    ', paint)), ...omitted > 0 ? [`    … and ${omitted} more spans`] : []];
}

function nodeText({ span, children }: TreeNode<ExampleSpan>, branch: string, indent: string, paint: Paint): string[] {
  const fate = FATES[span.fate];
  const label = `${span.service} ${span.kind} ${span.name}`;
  const row = fate === undefined ? `${branch}${label}` : `${branch}${span.fate.startsWith('dropped') ? paint('dim', label) : label}   ${paint('red', fate)}`;
  return [row, ...children.flatMap((child, at) => {
    const isLast = at === children.length - 1;
    return nodeText(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`, paint);
  })];
}

function expectationText(expectation: XrayDocument['expectations'][number], paint: Paint): string[] {
  const { expects, pass } = expectation;
  if (pass) return [`${paint('green', '✓')} ${expects}`];
  return [`${paint('red', '✗')} expected  ${expects}`, `    found     ${foundText(expectation)}`];
}

function ledgerText(document: XrayDocument, paint: Paint): string {
  const sign = document.balanced ? paint('green', '✓') : paint('red', '✗');
  return [waitText(document), `${sign} ${balanceText(document)}`, ...document.differences.map((difference) => `    ${difference}`)].join('\n');
}
