// What everything comes down to: linked or not, in one sentence, and the exit code.

import type { Baseline, CheckDocument, EdgeChange, EdgeEntry, EdgeExpectation } from '../verifier/check.ts';
import { counted, named } from '../verifier/report/counted.ts';
import { askedEdge } from './asked.ts';

type Counted = Pick<CheckDocument, 'orphans' | 'cycles' | 'edges' | 'expectations' | 'baseline'>;
type Summed = Counted & Pick<CheckDocument, 'traces' | 'unreadable' | 'unreadableCount'>;

/** So many linked hops are named one by one. */
const MOST_NAMED = 10;

export function isLinked(found: Counted): boolean {
  return !isFaulty(found) && found.expectations.every(({ pass }) => pass);
}

/** Something that must not be where nothing is said of it; beside a baseline, something that got worse. */
function isFaulty({ orphans, cycles, edges, expectations, baseline }: Counted): boolean {
  const limited = new Set(expectations.map(({ limit }) => limit));
  if (baseline) return baseline.edges.some(({ worse }) => worse) || baseline.counts.some(({ count, worse }) => worse && !limited.has(count));
  if (asksForEdges(expectations)) return false;
  return (orphans > 0 && !limited.has('orphans')) || (cycles > 0 && !limited.has('cycles')) || (!limited.has('broken') && edges.some(({ broken }) => broken > 0));
}

function asksForEdges(expectations: readonly EdgeExpectation[]): boolean {
  return expectations.some(({ limit }) => limit === undefined);
}

/** What could not be read is nowhere else in the last line, and may be all that is broken. */
export function summaryOf(found: Summed): string {
  const unread = found.unreadableCount === 0 ? [] : [leftOutText(found)];
  return `${[...found.baseline ? changesIn(found.baseline, found.expectations) : saidOf(found), ...unread].join('; ')}.`;
}

function saidOf({ orphans, cycles, edges, expectations, traces }: Summed): string[] {
  const failed = expectations.filter(({ pass }) => !pass);
  const broken = asksForEdges(expectations) ? [] : edges.filter((edge) => edge.broken > 0);
  const said = [
    ...failed.map(expectationText), ...expectations.length > 0 && failed.length === 0 ? [`${expectations.map(({ edge }) => `\`${edge}\``).join(', ')} ${expectations.length === 1 ? 'holds' : 'hold'}`] : [],
    ...broken.slice(0, 3).map(brokenText), ...broken.length > 3 ? [`${broken.length - 3} more edges are broken`] : [],
    ...orphans > 0 ? [counted(orphans, 'orphan')] : [], ...cycles > 0 ? [counted(cycles, 'cycle')] : [],
  ];
  return said.length > 0 ? said : [`every hop of ${counted(traces, 'trace')} is linked: ${linkedText(edges)}`];
}

function linkedText(edges: readonly EdgeEntry[]): string {
  if (edges.length === 0) return 'there is none between two services';
  const shown = edges.slice(0, MOST_NAMED).map((edge) => `${hopText(edge)} ${edge.linked}`).join(', ');
  return edges.length > MOST_NAMED ? `${shown}, and ${edges.length - MOST_NAMED} more` : shown;
}

/** Whole files have no line. */
function leftOutText({ unreadable, unreadableCount }: Summed): string {
  const whole = unreadable.filter(({ line }) => line === 0).length;
  const noun = whole === 0 ? 'line' : whole === unreadable.length ? 'file' : 'part';
  return `${counted(unreadableCount, noun)} that cannot be read ${unreadableCount === 1 ? 'is' : 'are'} left out`;
}

/** What got worse, and which expectations do not hold. */
function changesIn({ edges, counts: others }: Baseline, expectations: readonly EdgeExpectation[]): string[] {
  const said = [
    ...edges.filter(({ worse }) => worse).map(changeText), ...others.filter(({ worse }) => worse).map(({ count, before, now }) => `${count}: ${now}, and ${before} before`),
    ...expectations.filter(({ pass }) => !pass).map(expectationText),
  ];
  return said.length > 0 ? said : [`nothing got worse in ${counted(edges.length, 'hop')} between services`];
}

function changeText({ from, to, before, now, change }: EdgeChange): string {
  if (change === 'gone') return `${hopText({ from, to })} is gone, and was linked ${before.linked} times`;
  return `${hopText({ from, to })} is broken in ${now.broken} of ${now.linked + now.broken} hops, and was in ${before.broken} of ${before.linked + before.broken}`;
}

/** 4: nothing is known to be broken, and nobody knows whether it is linked. */
export function exitCodeOf(found: Counted & Pick<CheckDocument, 'linked'>): 0 | 1 | 4 {
  const { linked, edges, expectations } = found;
  if (linked) return edges.some(({ undecided }) => undecided > 0) ? 4 : 0;
  return isFaulty(found) || expectations.some((expectation) => !expectation.pass && !isOpen(expectation, edges)) ? 1 : 4;
}

/** It does not hold yet, and would if the calls arrived of which nobody knows. */
function isOpen({ edge, undecided }: EdgeExpectation, edges: readonly EdgeEntry[]): boolean {
  if (undecided === true) return true;
  const asked = askedEdge(edge);
  return asked?.must === 'be linked' && edges.some(({ from, to, broken, undecided }) => from === asked.caller && to === asked.callee && broken === 0 && undecided > 0);
}

function expectationText({ edge, found, undecided }: EdgeExpectation): string {
  return `\`${edge}\` ${undecided === true ? 'is not decided' : 'does not hold'}: ${found}`;
}

function hopText({ from, to }: Pick<EdgeEntry, 'from' | 'to'>): string {
  return `${named(from)} -> ${named(to)}`;
}

function brokenText({ from, to, linked, broken, verdicts }: EdgeEntry): string {
  const codes = Object.entries(verdicts).filter(([code]) => code !== 'LINKED' && code !== 'DUPLICATE_DELIVERY').map(([code]) => code).join(', ');
  return `${hopText({ from, to })} is broken in ${broken} of ${linked + broken} hops (${codes})`;
}
