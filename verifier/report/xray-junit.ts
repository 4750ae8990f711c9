// An X-ray as a JUnit report: one test case a component, one an expectation, and one for the ledger.

import type { XrayDocument } from '../xray.ts';
import { type Case, junitReport } from './junit.ts';
import { printableAll } from './printable.ts';

export function xrayJunit(untrusted: XrayDocument): string {
  const document = printableAll(untrusted);
  return junitReport(`tracehop xray ${document.configs.join(' ')}`, casesOf(document), document.waited.milliseconds / 1_000);
}

function casesOf({ stages, expectations, balanced, differences, verdict, summary }: XrayDocument): Case[] {
  return [
    ...stages.map(({ pipeline, component, fault, mend, at }) => ({ classname: pipeline, name: component, failure: fault === null ? undefined : { message: [fault, mend ?? ''].join(' ').trim(), type: verdict }, file: at?.file })),
    ...expectations.map(({ expects, pass, found, at }) => ({ classname: 'expectations', name: expects, failure: pass ? undefined : { message: [found, at === null ? '' : `, first behind \`${at}\``].join(''), type: 'NOT_AS_EXPECTED' } })),
    { classname: 'ledger', name: 'taps and counters agree', failure: balanced ? undefined : { message: differences.join(' '), type: verdict } },
    ...verdict === 'UNDECIDED' ? [{ classname: 'verdict', name: 'everything came out in time', failure: { message: summary, type: verdict } }] : [],
  ];
}
