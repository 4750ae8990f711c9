// What a contender has answered, against the truth.

import type { Contender } from './contenders.ts';
import type { Truth } from './truth.ts';

interface Counts {
  spans: number;
  traces: number;
  roots: number;
  absent: number;
}

/** Of the result of `tracehop check`, what the generator knows for certain. */
type CheckCounts = Pick<Truth, 'spans' | 'traces' | 'roots' | 'entries' | 'orphans' | 'duplicates' | 'conflicts' | 'cycles' | 'edges'>;

/** What is wrong, a few words each. Which hop an orphan had is a judgement, and is not asked here. */
export function wrongsOf(answers: Contender['answers'], printed: string, truth: Truth): string[] {
  if (answers === 'nothing') return [];
  try {
    return answers === 'counts' ? wrongCounts(JSON.parse(printed) as Counts, truth) : wrongDocument(JSON.parse(printed) as CheckCounts, truth);
  } catch (error) {
    return [`no answer: ${(error as Error).message}`];
  }
}

function wrongCounts({ spans, traces, roots, absent }: Counts, truth: Truth): string[] {
  return differences({ spans, traces, roots, absent }, { spans: truth.spans, traces: truth.traces, roots: truth.roots, absent: truth.entries + truth.orphans });
}

function wrongDocument(found: CheckCounts, truth: Truth): string[] {
  const of = ({ spans, traces, roots, entries, orphans, duplicates, conflicts, cycles, edges }: CheckCounts): Record<string, number> => ({
    spans, traces, roots, entries, orphans, duplicates, conflicts, cycles,
    ...Object.fromEntries(edges.filter(({ linked }) => linked > 0).map(({ from, to, linked }) => [`linked ${from} -> ${to}`, linked])),
  });
  return differences(of(found), of(truth));
}

function differences(found: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>): string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `${name}: ${found[name] ?? 'none'} for ${wanted[name] ?? 'none'}`);
}
