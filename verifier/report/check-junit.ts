// What trace files say as a JUnit report: one test case an edge, one an expectation, one a comparison with files of
// before. It fails where the command does.

import type { Baseline, CheckDocument, CountChange, EdgeChange, EdgeEntry, EdgeExpectation } from '../check.ts';
import { counted, named } from './counted.ts';
import { type Case, junitReport } from './junit.ts';
import { printableAll } from './printable.ts';

export function checkJunit(untrusted: CheckDocument): string {
  const document = printableAll(untrusted);
  const { baseline, edges, expectations, complete, seconds } = document;
  const cases = [
    ...edges.map((edge) => edgeCase(edge, document)), ...expectations.map(expectationCase), ...baseline ? baselineCases(baseline) : [],
    ...(['orphans', 'cycles'] as const).filter((count) => decides(count, document)).map((count) => countCase(count, document[count])),
    ...complete ? [] : [{ classname: 'files', name: 'everything was read', failure: { message: 'It was interrupted: this is what was known by then.', type: 'INTERRUPTED' } }],
  ];
  return junitReport('tracehop check', cases, seconds);
}

/** Nothing else was said of what may be: no limit, no hop, no file of before. */
function decides(count: string, { baseline, expectations }: CheckDocument): boolean {
  return !baseline && !expectations.some(({ limit }) => limit === undefined || limit === count);
}

function edgeCase({ from, to, broken, linked, undecided, verdicts }: EdgeEntry, document: CheckDocument): Case {
  const codes = Object.entries(verdicts).map(([code, count]) => `${code} ${count}`).join(', ');
  const hop = `${from} -> ${to}`;
  const isBroken = broken > 0 && (decides('broken', document) || document.expectations.some(({ edge, pass }) => !pass && edge === hop));
  return {
    classname: 'hops', name: `${named(from)} -> ${named(to)}`,
    failure: isBroken || undecided > 0 ? { message: `${broken} broken, ${undecided} undecided, ${linked} linked: ${codes}`, type: isBroken ? 'BROKEN' : 'UNDECIDED' } : undefined,
  };
}

function expectationCase({ edge, pass, found }: EdgeExpectation): Case {
  return { classname: 'expectations', name: edge, failure: pass ? undefined : { message: found, type: 'NOT_AS_EXPECTED' } };
}

function baselineCases({ edges, counts }: Baseline): Case[] {
  return [...edges.map(changeCase), ...counts.map(countChangeCase)];
}

function changeCase({ from, to, before, now, change, worse }: EdgeChange): Case {
  const message = `${change}: ${now.broken} broken and ${now.linked} linked, before ${before.broken} broken and ${before.linked} linked`;
  return { classname: 'baseline', name: `${named(from)} -> ${named(to)}`, failure: worse ? { message, type: 'WORSE' } : undefined };
}

function countChangeCase({ count, before, now, worse }: CountChange): Case {
  return { classname: 'baseline', name: count, failure: worse ? { message: `${now}, and ${before} before`, type: 'WORSE' } : undefined };
}

function countCase(count: 'orphans' | 'cycles', found: number): Case {
  return { classname: 'trees', name: `no ${count}`, failure: found === 0 ? undefined : { message: counted(found, count.slice(0, -1)), type: count.toUpperCase() } };
}
