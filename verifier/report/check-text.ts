// What trace files say, for a person: how much there is, edge by edge how it fared, each cause by an example, and
// the sum as the last line.

import Table from 'cli-table3';

import type { CheckDocument, CheckFinding, EdgeEntry, EdgeExpectation, Unreadable } from '../check.ts';
import type { SpanEntry, VerdictDocument } from '../document.ts';
import { type TreeNode, trees } from '../trace.ts';
import { baselineText } from './baseline-text.ts';
import { CLOSE } from './close-table.ts';
import { counted, named } from './counted.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';
import { changeText } from './text.ts';

/** So many are told one by one. */
const MOST_UNREADABLE = 5;
const MOST_ALTERNATIVES = 4;

export function checkText(fromElsewhere: CheckDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    countsText(document),
    ...document.edges.length > 0 ? [edgeTable(document.edges, paint)] : [],
    ...document.baseline ? baselineText(document.baseline, paint) : [],
    ...document.unreadable.slice(0, MOST_UNREADABLE).map((each) => unreadableText(each, paint)),
    ...document.unreadableCount > MOST_UNREADABLE ? [`  and ${document.unreadableCount - MOST_UNREADABLE} more lines that cannot be read (--json names the first 100)`] : [],
    ...document.findings.map((each) => `${paint('yellow', '!')} ${each.message}${placeText(each)}`),
    ...document.examples.flatMap((example) => ['', ...exampleText(example, document, paint)]),
    ...document.trace.length > 0 ? ['', ...oneTraceText(document, paint)] : [],
    ...document.expectations.length > 0 ? ['', ...document.expectations.map((each) => expectationText(each, paint))] : [],
    ...document.examples.length + document.trace.length > 0 ? [''] : [],
    checkLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function checkLine(document: CheckDocument, paint: Paint): string {
  const partial = document.complete ? '' : ' This is what was known when it was interrupted.';
  return `${outcomeWords(document, paint)}: ${document.summary}${partial}`;
}

function outcomeWords({ linked, edges, baseline }: CheckDocument, paint: Paint): string {
  if (linked) return paint('green', baseline ? 'NOT WORSE' : 'LINKED');
  if (baseline && [...baseline.edges, ...baseline.counts].some(({ worse }) => worse)) return paint('red', 'WORSE');
  return paint(edges.some(({ broken }) => broken > 0) ? 'red' : 'yellow', 'NOT LINKED');
}

function countsText({ files, bytes, lines, spans, traces, leftOut, services, roots, entries, orphans, duplicates, conflicts, cycles, unplaced, seconds }: CheckDocument): string {
  const odd: [number, string][] = [[orphans, 'orphan'], [duplicates, 'duplicate'], [conflicts, 'conflict'], [cycles, 'cycle'], [unplaced, 'unplaced span']];
  return [
    `${counted(files, 'file')}, ${counted(lines, 'line')}, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s.`,
    `${counted(spans, 'span')} in ${counted(traces, 'trace')} of ${counted(services.length, 'service')}: ${counted(roots, 'root')}, ${entries} entered from outside${odd.filter(([count]) => count > 0).map(([count, noun]) => `, ${counted(count, noun)}`).join('')}.`,
    ...leftOut === undefined ? [] : [`${counted(leftOut, 'trace')} that began before, or say no time, ${leftOut === 1 ? 'is' : 'are'} left out.`],
  ].join('\n');
}

function edgeTable(edges: readonly EdgeEntry[], paint: Paint): string {
  const table = new Table({ ...CLOSE, head: ['hop', 'linked', 'broken', 'verdicts', 'broken since'] });
  table.push(...edges.map(({ from, to, linked, broken, verdicts, brokenSince }) => [
    `${named(from)} -> ${named(to)}`, linked, broken > 0 ? paint('red', `${broken}`) : '0',
    Object.entries(verdicts).map(([code, count]) => `${code} ${count}`).join('\n'), brokenSince ?? '',
  ]));
  return table.toString();
}

function exampleText({ from, to, verdict, summary, why, fix, alternatives, spans, change }: VerdictDocument, { edges }: CheckDocument, paint: Paint): string[] {
  const count = edges.find((edge) => edge.from === from && edge.to === to)?.verdicts[verdict] ?? 1;
  const others = alternatives.map((each) => each.verdict).filter((code) => code !== 'LINKED');
  const shown = [...new Set(others)].slice(0, MOST_ALTERNATIVES);
  return [
    paint('bold', `${named(from)} -> ${named(to)}: ${verdict}, ${counted(count, 'hop')}. One of them:`),
    ...traceText(spans, paint),
    ...changeText({ change }, paint),
    `  ${summary.startsWith('Not decided: the evidence fits') ? `Not decided: it may be ${shown.join(', ')}${others.length > shown.length ? ` or ${new Set(others).size - shown.length} more (--json names them)` : ''}.` : summary}`,
    ...why === null ? [] : [`  Why: ${why}`],
    ...fix === null ? [] : [`  To mend it: ${fix}`],
  ];
}

function traceText(spans: readonly SpanEntry[], paint: Paint): string[] {
  return [...Map.groupBy(spans, ({ traceId }) => traceId)].flatMap(([traceId, own]) => [`  Trace ${traceId}`, ...trees(own).flatMap((top) => nodeText(top, '    ', '    ', paint))]);
}

function oneTraceText({ trace, traceHops = [], traceFindings = [] }: CheckDocument, paint: Paint): string[] {
  return [
    ...traceText(trace, paint),
    ...traceHops.map(({ from, to, verdict, linked, summary }) => `  ${linked ? paint('green', '✓') : paint('red', '✗')} ${named(from)} -> ${named(to)}: ${verdict}. ${summary}`),
    ...traceFindings.map(({ message }) => `  ${paint('yellow', '!')} ${message}`),
  ];
}

function nodeText({ span, children }: TreeNode<SpanEntry>, branch: string, indent: string, paint: Paint): string[] {
  const isTop = branch === indent;
  const fault = !isTop ? '' : span.parentSpanId === null ? 'no parent' : `parent ${span.parentSpanId}${span.parentIsRemote === true ? ' (remote)' : ''} is not there`;
  return [`${branch}${named(span.service)} ${span.kind} ${span.name}   ${span.spanId}${span.status === 'ERROR' ? ' (error)' : ''}${fault === '' ? '' : `   ${paint('yellow', fault)}`}`, ...children.flatMap((child, at) => {
    const isLast = at === children.length - 1;
    return nodeText(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`, paint);
  })];
}

function expectationText({ edge, pass, found }: EdgeExpectation, paint: Paint): string {
  return `${pass ? paint('green', '✓') : paint('red', '✗')} ${edge.padEnd(40)} ${found}`;
}

function unreadableText({ file, line, reason }: Unreadable, paint: Paint): string {
  return `${paint('red', '✗')} ${line > 0 ? `${file}:${line}` : file} cannot be read: ${reason}`;
}

/** What was noticed in no line of a file, or in no file, is counted all the same. */
function placeText({ count, file, line }: CheckFinding): string {
  const place = line > 0 ? `${file}:${line}` : file;
  if (place === '') return count > 1 ? ` ${count} times.` : '';
  return count > 1 ? ` ${count} times, first in ${place}.` : ` In ${place}.`;
}
