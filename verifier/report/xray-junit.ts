// An X-ray as a JUnit report: one test case a component, one an expectation, and one for the ledger.

import junit from 'junit-report-builder';

import type { XrayDocument } from '../xray.ts';
import { printableAll } from './printable.ts';

/** Its types call the builder `default`, and it exports the builder itself. */
const reports = junit as unknown as typeof junit.default;

interface Case {
  classname: string;
  name: string;
  failure: string | undefined;
  file: string | undefined;
}

export function xrayJunit(untrusted: XrayDocument): string {
  const document = printableAll(untrusted);
  const builder = reports.newBuilder();
  const suite = builder.testSuite().name(`tracehop xray ${document.configs.join(' ')}`).time(document.waited.milliseconds / 1_000);
  for (const { classname, name, failure, file } of casesOf(document)) {
    const testCase = suite.testCase().className(classname).name(name);
    if (file !== undefined) testCase.file(file);
    if (failure !== undefined) testCase.failure(failure, classname === 'expectations' ? 'NOT_AS_EXPECTED' : document.verdict);
  }
  return builder.build();
}

function casesOf({ stages, expectations, balanced, differences, verdict, summary }: XrayDocument): Case[] {
  return [
    ...stages.map(({ pipeline, component, fault, mend, at }) => ({ classname: pipeline, name: component, failure: fault === null ? undefined : [fault, mend ?? ''].join(' ').trim(), file: at?.file })),
    ...expectations.map(({ expects, pass, found, at }) => ({ classname: 'expectations', name: expects, failure: pass ? undefined : [found, at === null ? '' : `, first behind \`${at}\``].join(''), file: undefined })),
    { classname: 'ledger', name: 'taps and counters agree', failure: balanced ? undefined : differences.join(' '), file: undefined },
    ...verdict === 'UNDECIDED' ? [{ classname: 'verdict', name: 'everything came out in time', failure: summary, file: undefined }] : [],
  ];
}
