// What everything comes down to: linked or not, in one sentence, and the exit code.

import type { Baseline, CheckDocument, EdgeChange, EdgeEntry, EdgeExpectation } from '../verifier/check.ts';
import { counted } from '../verifier/report/counted.ts';
import { askedEdge } from './asked.ts';

type Counted = Pick<CheckDocument, 'orphans' | 'cycles' | 'edges' | 'expectations' | 'baseline'>;

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

export function summaryOf(found: Counted & Pick<CheckDocument, 'traces'>): string {
  const { orphans, cycles, edges, expectations, traces, baseline } = found;
  if (baseline) return changesText(baseline, expectations);
  const failed = expectations.filter(({ pass }) => !pass);
  const broken = asksForEdges(expectations) ? [] : edges.filter((edge) => edge.broken > 0);
  const said = [
    ...failed.map(expectationText), ...expectations.length > 0 && failed.length === 0 ? [`${expectations.map(({ edge }) => `\`${edge}\``).join(', ')} ${expectations.length === 1 ? 'holds' : 'hold'}`] : [],
    ...broken.slice(0, 3).map(brokenText), ...broken.length > 3 ? [`${broken.length - 3} more edges are broken`] : [],
    ...orphans > 0 ? [counted(orphans, 'orphan')] : [], ...cycles > 0 ? [counted(cycles, 'cycle')] : [],
  ];
  if (said.length > 0) return `${said.join('; ')}.`;
  return `every hop of ${counted(traces, 'trace')} is linked: ${edges.map(({ from, to, linked }) => `${from} -> ${to} ${linked}`).join(', ') || 'there is none between two services'}.`;
}

/** What got worse, and which expectations do not hold. */
function changesText({ edges, counts: others }: Baseline, expectations: readonly EdgeExpectation[]): string {
  const said = [
    ...edges.filter(({ worse }) => worse).map(changeText), ...others.filter(({ worse }) => worse).map(({ count, before, now }) => `${count}: ${now}, and ${before} before`),
    ...expectations.filter(({ pass }) => !pass).map(expectationText),
  ];
  return said.length > 0 ? `${said.join('; ')}.` : `nothing got worse in ${counted(edges.length, 'hop')} between services.`;
}

function changeText({ from, to, before, now, change }: EdgeChange): string {
  if (change === 'gone') return `${from} -> ${to} is gone, and was linked ${before.linked} times`;
  return `${from} -> ${to} is broken in ${now.broken} of ${now.linked + now.broken} hops, and was in ${before.broken} of ${before.linked + before.broken}`;
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

function expectationText({ edge, found }: EdgeExpectation): string {
  return `\`${edge}\` does not hold: ${found}`;
}

function brokenText({ from, to, linked, broken, verdicts }: EdgeEntry): string {
  const codes = Object.entries(verdicts).filter(([code]) => code !== 'LINKED' && code !== 'DUPLICATE_DELIVERY').map(([code]) => code).join(', ');
  return `${from} -> ${to} is broken in ${broken} of ${linked + broken} hops (${codes})`;
}
