// What trace files say for GitHub Actions: an annotation for each hop that is broken, each expectation that does not
// hold and each line that cannot be read; and a step summary with all hops, and an example of each that is broken.

import type { Baseline, CheckDocument, EdgeEntry, EdgeExpectation } from '../check.ts';
import type { VerdictDocument } from '../document.ts';
import { counted, named } from './counted.ts';
import { markdown, table } from './markdown.ts';
import { printableAll } from './printable.ts';
import { shortened } from './shortened.ts';
import { verdictBlock } from './verdict-github.ts';
import { workflowCommand } from './workflow-command.ts';

/** A summary may have 1 MiB. */
const MOST_EDGES = 200;
const MOST_EXAMPLES = 10;
const LONGEST_NAME = 80;

const COLUMNS = { hop: '---', linked: '--:', broken: '--:', undecided: '--:', verdicts: '---', 'broken since': '---' } as const;

export function checkAnnotations(untrusted: CheckDocument): string {
  const document = printableAll(untrusted);
  const { linked, edges, expectations, baseline, unreadable } = document;
  return [
    ...edges.filter(({ broken }) => broken > 0).map((edge) => workflowCommand(linked ? 'warning' : 'error', { title: `broken: ${hopOf(edge)}` }, brokenText(edge, document))),
    ...edges.filter(({ broken, undecided }) => broken === 0 && undecided > 0).map((edge) => workflowCommand('warning', { title: `undecided: ${hopOf(edge)}` }, codesOf(edge))),
    ...expectations.filter(({ pass }) => !pass).map(({ edge, found }) => workflowCommand('error', { title: 'not as expected' }, `${edge}: ${found}`)),
    ...baseline ? worse(baseline).map((sentence) => workflowCommand('error', { title: 'worse than before' }, sentence)) : [],
    ...unreadable.map(({ file, line, reason }) => workflowCommand('warning', { file, ...line > 0 && { line: `${line}` }, title: 'cannot be read' }, reason)),
  ].join('');
}

export function checkSummary(untrusted: CheckDocument): string {
  const document = printableAll(untrusted);
  const { linked, summary, complete, files, spans, traces, edges, expectations, baseline, unreadableCount } = document;
  return [
    `### Check: ${linked ? 'LINKED' : 'NOT LINKED'}`, '',
    `**${linked ? '✅' : '❌'}** ${markdown(summary)}${complete ? '' : ' This is what was known when it was interrupted.'}`, '',
    `In all ${counted(spans, 'span')} in ${counted(traces, 'trace')}, of ${counted(files, 'file')}${unreadableCount > 0 ? `; ${counted(unreadableCount, 'line')} cannot be read` : ''}.`, '',
    ...table(COLUMNS, edges.slice(0, MOST_EDGES).map(edgeCells)),
    ...edges.length > MOST_EDGES ? [`And ${edges.length - MOST_EDGES} more.`, ''] : [],
    ...expectations.map(expectationLine), ...baseline ? worse(baseline).map((sentence) => `- ❌ ${markdown(sentence)}`) : [], '',
    ...examplesOf(document).flatMap((example) => [`#### ${example.verdict}: ${markdown(hopOf(example))}`, '', ...verdictBlock(example)]),
  ].join('\n');
}

/** One of each hop that is broken. */
function examplesOf({ edges, examples }: CheckDocument): VerdictDocument[] {
  const found = edges.filter(({ broken }) => broken > 0).map(({ from, to }) => examples.find((each) => each.from === from && each.to === to && !each.linked));
  return found.filter((example) => example !== undefined).slice(0, MOST_EXAMPLES);
}

function edgeCells(edge: EdgeEntry): (string | number)[] {
  return [markdown(hopOf(edge)), edge.linked, edge.broken, edge.undecided, codesOf(edge), edge.brokenSince ?? ''];
}

function expectationLine({ edge, pass, found }: EdgeExpectation): string {
  return `- ${pass ? '✅' : '❌'} ${markdown(edge)}: ${markdown(found)}`;
}

function brokenText(edge: EdgeEntry, { examples }: CheckDocument): string {
  const example = examples.find(({ from, to, linked }) => from === edge.from && to === edge.to && !linked);
  return [`${edge.broken} of ${edge.linked + edge.broken} hops: ${codesOf(edge)}.`, ...example ? [example.summary] : [], ...example?.fix ? [`To mend it: ${example.fix}`] : []].join(' ');
}

function worse({ edges, counts }: Baseline): string[] {
  return [
    ...edges.filter((edge) => edge.worse).map((edge) => `${hopOf(edge)} ${edge.change === 'gone' ? 'is gone' : `is broken in ${edge.now.broken} of ${edge.now.linked + edge.now.broken} hops, and was in ${edge.before.broken} of ${edge.before.linked + edge.before.broken}`}`),
    ...counts.filter((count) => count.worse).map(({ count, before, now }) => `${count}: ${now}, and ${before} before`),
  ];
}

function hopOf({ from, to }: { from: string; to: string }): string {
  return `${shortened(named(from), LONGEST_NAME)} -> ${shortened(named(to), LONGEST_NAME)}`;
}

function codesOf({ verdicts }: EdgeEntry): string {
  return Object.entries(verdicts).map(([code, count]) => `${code} ${count}`).join(', ');
}
