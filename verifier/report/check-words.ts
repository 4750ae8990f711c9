// How what trace files say is put in words, in the terminal and in the report.

import type { Baseline, CheckDocument, CheckFinding, HopCounts, Unreadable } from '../check.ts';
import type { SpanEntry, VerdictDocument } from '../document.ts';
import { counted } from './counted.ts';
import type { Outcome } from './ledger-words.ts';

const MOST_ALTERNATIVES = 4;

/** `tone`: of what is neither, nobody knows yet. */
export function checkOutcome(document: CheckDocument): Outcome & { tone: 'good' | 'bad' | 'open' } {
  const { linked, edges, baseline, complete } = document;
  const summary = `${document.summary}${complete ? '' : ' This is what was known when it was interrupted.'}`;
  if (linked) return { word: baseline ? 'NOT WORSE' : 'LINKED', summary, tone: 'good' };
  if (baseline && [...baseline.edges, ...baseline.counts].some(({ worse }) => worse)) return { word: 'WORSE', summary, tone: 'bad' };
  return { word: 'NOT LINKED', summary, tone: edges.some(({ broken }) => broken > 0) ? 'bad' : 'open' };
}

export function sizeWords({ files, bytes, lines, seconds }: CheckDocument): string {
  return `${counted(files, 'file')}, ${counted(lines, 'line')}, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s.`;
}

/** What is odd about spans, and how many of them there are. */
export function oddCounts({ orphans, duplicates, conflicts, cycles, unplaced }: CheckDocument): [count: number, noun: string][] {
  return [[orphans, 'orphan'], [duplicates, 'duplicate'], [conflicts, 'conflict'], [cycles, 'cycle'], [unplaced, 'unplaced span']];
}

export function leftOutWords(leftOut: number): string {
  return `${counted(leftOut, 'trace')} that began before, or say no time, ${leftOut === 1 ? 'is' : 'are'} left out.`;
}

/** How often the cause of which this is an example was found. */
export function causeCount({ from, to, verdict }: VerdictDocument, { edges }: CheckDocument): number {
  return edges.find((edge) => edge.from === from && edge.to === to)?.verdicts[verdict] ?? 1;
}

/** Of what is open, what it may be. */
export function causeWords({ summary, alternatives }: VerdictDocument): string {
  if (!summary.startsWith('Not decided: the evidence fits')) return summary;
  const others = [...new Set(alternatives.map(({ verdict }) => verdict).filter((code) => code !== 'LINKED'))];
  const shown = others.slice(0, MOST_ALTERNATIVES);
  return `Not decided: it may be ${shown.join(', ')}${others.length > shown.length ? ` or ${others.length - shown.length} more (--json names them)` : ''}.`;
}

/** Of a span that is below no other. */
export function topWords({ parentSpanId, parentIsRemote }: SpanEntry): string {
  return parentSpanId === null ? 'no parent' : `parent ${parentSpanId}${parentIsRemote === true ? ' (remote)' : ''} is not there`;
}

export function unreadableWords({ file, line, reason }: Unreadable): string {
  return `${line > 0 ? `${file}:${line}` : file} cannot be read: ${reason}`;
}

/** What was noticed in no line of a file, or in no file, is counted all the same. */
export function placeWords({ count, file, line }: CheckFinding): string {
  const place = line > 0 ? `${file}:${line}` : file;
  if (place === '') return count > 1 ? ` ${count} times.` : '';
  return count > 1 ? ` ${count} times, first in ${place}.` : ` In ${place}.`;
}

export function changedEdges({ edges }: Baseline): Baseline['edges'] {
  return edges.filter(({ change }) => change !== 'same');
}

export function comparedWords(baseline: Baseline): string {
  const { files, edges } = baseline;
  return `Compared with ${counted(files, 'file')} of before: of ${counted(edges.length, 'hop')} between services, ${changedEdges(baseline).length} changed. Only what got worse counts.`;
}

export function brokenShare({ linked, broken }: HopCounts): string {
  return linked + broken === 0 ? 'not there' : `${broken} of ${linked + broken}`;
}
