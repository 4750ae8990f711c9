// A verdict for a person: the trace, the witnesses, the checks, and the verdict as the last line.

import type { Check } from '../checks.ts';
import type { VerdictDocument } from '../document.ts';
import type { Code } from '../verdict.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';
import { treeText } from './tree.ts';
import { witnessTable } from './witness-table.ts';

const COLOURS: Record<Code, 'green' | 'red' | 'yellow'> = {
  LINKED: 'green', NOT_LINKED: 'red', REQUEST_FAILED: 'red', STILL_ARRIVING: 'yellow', UNDECIDED: 'yellow',
};

/** What to do next. */
const NEXT: Partial<Record<Code, string>> = {
  NOT_LINKED: 'The first check that fails is where the trace broke.',
  REQUEST_FAILED: 'See whether both services are up, and what they log: docker compose ps; docker compose logs service-a service-b',
  STILL_ARRIVING: 'Wait longer with --timeout, and see whether the services reach the Collector: docker compose logs service-a service-b collector',
  UNDECIDED: 'Make the observation that would tell, then run this command again.',
};

export function verdictText(fromElsewhere: VerdictDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    ...document.spans.length > 0 ? [...treeText(document, paint), ''] : [],
    ...witnessTable(document), '',
    ...document.checks.flatMap((check) => checkText(check, paint)),
    ...naiveText(document),
    ...document.findings.map(({ code, message }) => `! ${code}: ${message}`),
    ...document.alternatives.map(({ verdict, tell }) => `? It may be ${verdict}. What would tell: ${tell}.`),
    ...NEXT[document.verdict] === undefined ? [] : [`> ${NEXT[document.verdict]}`], '',
    circumstances(document),
    verdictLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function verdictLine({ verdict, summary }: Pick<VerdictDocument, 'verdict' | 'summary'>, paint: Paint): string {
  return `${paint(COLOURS[verdict], verdict)}: ${summary}`;
}

function checkText({ check, pass, expected, found }: Check, paint: Paint): string[] {
  if (pass) return [`${paint('green', '✓')} ${check.padEnd(26)} ${found}`];
  return [`${paint('red', '✗')} ${check}`, `    expected  ${expected}`, `    found     ${found}`];
}

/** Said only where the verdict is settled, and they are wrong. */
function naiveText({ verdict, naive, linked }: VerdictDocument): string[] {
  const wrong = naive.filter(({ says }) => (verdict === 'LINKED' || verdict === 'NOT_LINKED') && (says === 'linked') !== linked);
  return wrong.map(({ check, says }) => `~ the usual check \`${check}\` would have said ${says}`);
}

function circumstances({ collector: { kind, version }, milliseconds: { start, request, spans, total } }: VerdictDocument): string {
  const collector = {
    embedded: 'the embedded collector (a convenience without Docker, not the OpenTelemetry Collector)',
    otelcol: `OpenTelemetry Collector ${version}`,
    docker: `OpenTelemetry Collector ${version} in Docker`,
    unknown: 'a Collector that was not asked who it is',
  }[kind];
  return `Written by ${collector}. Start ${start} ms, request ${request} ms, spans ${spans} ms, in all ${total} ms.`;
}
