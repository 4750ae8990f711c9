// What trace files say, for a person: how much there is, edge by edge how it fared, each cause by an example, and
// the sum as the last line.

import Table from 'cli-table3';

import type { CheckDocument, EdgeEntry, EdgeExpectation, Unreadable } from '../check.ts';
import type { SpanEntry, VerdictDocument } from '../document.ts';
import { type TreeNode, trees } from '../trace.ts';
import { baselineText } from './baseline-text.ts';
import { causeCount, causeWords, checkOutcome, leftOutWords, oddCounts, placeWords, sizeWords, topWords, unreadableWords } from './check-words.ts';
import { CLOSE } from './close-table.ts';
import { counted, named } from './counted.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';
import { changeText } from './text.ts';

/** So many are told one by one. */
const MOST_UNREADABLE = 5;

const COLOURS = { good: 'green', bad: 'red', open: 'yellow' } as const;

/** More rows than that nobody reads, and a table takes longer with the square of them. */
const MOST_EDGES = 500;

export function checkText(fromElsewhere: CheckDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    countsText(document),
    ...document.edges.length > 0 ? [edgeTable(shownOf(document.edges), paint)] : [],
    ...document.edges.length > MOST_EDGES ? [`and ${document.edges.length - MOST_EDGES} more hops between services, of which ${brokenBeyond(document.edges)} are broken (--json names them all)`] : [],
    ...document.baseline ? baselineText(document.baseline, paint) : [],
    ...document.unreadable.slice(0, MOST_UNREADABLE).map((each) => unreadableText(each, paint)),
    ...document.unreadableCount > MOST_UNREADABLE ? [`  and ${document.unreadableCount - MOST_UNREADABLE} more lines that cannot be read (--json names the first 100)`] : [],
    ...document.findings.map((each) => `${paint('yellow', '!')} ${each.message}${placeWords(each)}`),
    ...document.examples.flatMap((example) => ['', ...exampleText(example, document, paint)]),
    ...document.trace.length > 0 ? ['', ...oneTraceText(document, paint)] : [],
    ...document.expectations.length > 0 ? ['', ...document.expectations.map((each) => expectationText(each, paint))] : [],
    ...document.examples.length + document.trace.length > 0 ? [''] : [],
    checkLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function checkLine(document: CheckDocument, paint: Paint): string {
  const { word, summary, tone } = checkOutcome(document);
  return `${paint(COLOURS[tone], word)}: ${summary}`;
}

function countsText(document: CheckDocument): string {
  const { spans, traces, leftOut, services, roots, entries } = document;
  const odd = oddCounts(document).filter(([count]) => count > 0).map(([count, noun]) => `, ${counted(count, noun)}`);
  return [
    sizeWords(document),
    `${counted(spans, 'span')} in ${counted(traces, 'trace')} of ${counted(services.length, 'service')}: ${counted(roots, 'root')}, ${entries} entered from outside${odd.join('')}.`,
    ...leftOut === undefined ? [] : [leftOutWords(leftOut)],
  ].join('\n');
}

/** Where there are too many, what is broken first, and what nobody knows. */
function shownOf(edges: readonly EdgeEntry[]): readonly EdgeEntry[] {
  if (edges.length <= MOST_EDGES) return edges;
  const rank = ({ broken, undecided }: EdgeEntry): number => (broken > 0 ? 0 : undecided > 0 ? 1 : 2);
  return edges.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_EDGES);
}

function brokenBeyond(edges: readonly EdgeEntry[]): number {
  return Math.max(0, edges.filter(({ broken }) => broken > 0).length - MOST_EDGES);
}

function edgeTable(edges: readonly EdgeEntry[], paint: Paint): string {
  const table = new Table({ ...CLOSE, head: ['hop', 'linked', 'broken', 'verdicts', 'broken since'] });
  table.push(...edges.map(({ from, to, linked, broken, verdicts, brokenSince }) => [
    `${named(from)} -> ${named(to)}`, linked, broken > 0 ? paint('red', `${broken}`) : '0',
    Object.entries(verdicts).map(([code, count]) => `${code} ${count}`).join('\n'), brokenSince ?? '',
  ]));
  return table.toString();
}

function exampleText(example: VerdictDocument, document: CheckDocument, paint: Paint): string[] {
  const { from, to, verdict, why, fix, spans, change } = example;
  return [
    paint('bold', `${named(from)} -> ${named(to)}: ${verdict}, ${counted(causeCount(example, document), 'hop')}. One of them:`),
    ...traceText(spans, paint),
    ...changeText({ change }, paint),
    `  ${causeWords(example)}`,
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
  const fault = branch === indent ? topWords(span) : '';
  return [`${branch}${named(span.service)} ${span.kind} ${span.name}   ${span.spanId}${span.status === 'ERROR' ? ' (error)' : ''}${fault === '' ? '' : `   ${paint('yellow', fault)}`}`, ...children.flatMap((child, at) => {
    const isLast = at === children.length - 1;
    return nodeText(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`, paint);
  })];
}

function expectationText({ edge, pass, found }: EdgeExpectation, paint: Paint): string {
  return `${pass ? paint('green', '✓') : paint('red', '✗')} ${edge.padEnd(40)} ${found}`;
}

function unreadableText(unreadable: Unreadable, paint: Paint): string {
  return `${paint('red', '✗')} ${unreadableWords(unreadable)}`;
}
