// What everything comes down to: linked or not, in one sentence, and the exit code.

import type { CheckDocument, EdgeEntry, EdgeExpectation } from '../verifier/check.ts';
import { askedEdge } from './asked.ts';

type Counted = Pick<CheckDocument, 'orphans' | 'cycles' | 'edges' | 'expectations' | 'traces' | 'spans'>;

export function isLinked({ orphans, cycles, edges, expectations }: Counted): boolean {
  if (expectations.length > 0) return expectations.every(({ pass }) => pass);
  return orphans === 0 && cycles === 0 && edges.every(({ broken }) => broken === 0);
}

export function summaryOf(counted: Counted): string {
  const { orphans, cycles, edges, expectations, traces } = counted;
  const failed = expectations.filter(({ pass }) => !pass);
  const broken = edges.filter((edge) => edge.broken > 0);
  const said = [
    ...failed.map(expectationText), ...expectations.length > 0 && failed.length === 0 ? [`${expectations.map(({ edge }) => `\`${edge}\``).join(', ')} ${expectations.length === 1 ? 'holds' : 'hold'}`] : [],
    ...expectations.length > 0 ? [] : broken.slice(0, 3).map(brokenText), ...broken.length > 3 && expectations.length === 0 ? [`${broken.length - 3} more edges are broken`] : [],
    ...orphans > 0 ? [counts(orphans, 'orphan')] : [], ...cycles > 0 ? [counts(cycles, 'cycle')] : [],
  ];
  if (said.length > 0) return `${said.join('; ')}.`;
  return `every hop of ${counts(traces, 'trace')} is linked: ${edges.map(({ from, to, linked }) => `${from} -> ${to} ${linked}`).join(', ') || 'there is none between two services'}.`;
}

/** 4: nothing is known to be broken, and nobody knows whether it is linked. */
export function exitCodeOf({ linked, edges, expectations, orphans, cycles }: Pick<CheckDocument, 'linked' | 'edges' | 'expectations' | 'orphans' | 'cycles'>): 0 | 1 | 4 {
  if (linked) return edges.some(({ undecided }) => undecided > 0) ? 4 : 0;
  if (expectations.length > 0) return expectations.every((expectation) => expectation.pass || isOpen(expectation, edges)) ? 4 : 1;
  return orphans + cycles > 0 || edges.some(({ broken }) => broken > 0) ? 1 : 4;
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

export function counts(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
