// A JUnit report of one suite: what the reports of all documents are made of.

import junit from 'junit-report-builder';

/** Its types call the builder `default`, and it exports the builder itself. */
const reports = junit as unknown as typeof junit.default;

export interface Case {
  /** What kind of thing is tested: the cases of one kind stand together. */
  classname: string;
  name: string;
  /** Why it did not pass; `type`: in a word. */
  failure?: { message: string; type: string } | undefined;
  isSkipped?: boolean;
  /** The file that it is about. */
  file?: string | undefined;
  seconds?: number;
}

/** All texts must be printable: XML has no way to say the others. */
export function junitReport(name: string, cases: readonly Case[], seconds?: number): string {
  const builder = reports.newBuilder();
  const suite = builder.testSuite().name(name);
  if (seconds !== undefined) suite.time(seconds);
  for (const each of cases) {
    const testCase = suite.testCase().className(each.classname).name(each.name);
    if (each.file !== undefined) testCase.file(each.file);
    if (each.seconds !== undefined) testCase.time(each.seconds);
    if (each.failure) testCase.failure(each.failure.message, each.failure.type);
    if (each.isSkipped) testCase.skipped();
  }
  return builder.build();
}
