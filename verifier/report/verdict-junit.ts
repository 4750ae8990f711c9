// A verdict as a JUnit report: one test case a hop, and one a check between the witnesses of the hop that decides.

import type { Check } from '../checks.ts';
import type { HopEntry, VerdictDocument } from '../document.ts';
import { type Case, junitReport } from './junit.ts';
import { printableAll } from './printable.ts';

export function verdictJunit(untrusted: VerdictDocument): string {
  const document = printableAll(untrusted);
  const { from, to, hops, checks, milliseconds } = document;
  const cases = [...(hops.length > 0 ? hops : [document]).map((hop) => hopCase(hop, document)), ...checks.map((check) => checkCase(check, document))];
  return junitReport(`tracehop verify ${from} -> ${to}`, cases, milliseconds.total / 1_000);
}

function hopCase({ from, to, verdict, linked, summary }: Pick<HopEntry, 'from' | 'to' | 'verdict' | 'linked' | 'summary'>, document: VerdictDocument): Case {
  const mend = document.from === from && document.to === to && document.fix !== null ? ` To mend it: ${document.fix}` : '';
  return { classname: 'hops', name: `${from} -> ${to}`, failure: linked ? undefined : { message: `${summary}${mend}`, type: verdict } };
}

function checkCase({ check, pass, expected, found }: Check, { from, to, verdict }: VerdictDocument): Case {
  return { classname: `${from} -> ${to}`, name: check, failure: pass ? undefined : { message: `expected ${expected}, found ${found}`, type: verdict } };
}
