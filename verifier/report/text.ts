// A verdict for a person: the trace, the witnesses, the checks, and the verdict as the last line.

import type { Check } from '../checks.ts';
import type { VerdictDocument } from '../document.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';
import { treeText } from './tree.ts';
import { witnessTable } from './witness-table.ts';

const COLOURS: Record<Outcome, 'green' | 'red' | 'yellow'> = { linked: 'green', broken: 'red', failed: 'red', missing: 'yellow' };

const UNDECIDED_NEXT = 'What to do: make one of the observations that would tell, then run this command again.';

export function verdictText(fromElsewhere: VerdictDocument, paint: Paint): string {
  const document = printableAll(fromElsewhere);
  return [
    ...document.spans.length > 0 ? [...treeText(document, paint), ''] : [],
    ...witnessTable(document), '',
    ...document.checks.flatMap((check) => checkText(check, paint)),
    ...changeText(document, paint),
    ...document.linked || document.why === null ? [] : [`Why: ${document.why}`],
    ...naiveText(document),
    ...document.findings.map(({ code, message }) => `! ${code}: ${message}`),
    ...document.alternatives.map(({ verdict, tell }) => `? It may be ${verdict}. What would tell: ${tell}.`),
    ...nextText(document), '',
    circumstances(document),
    ...hopsText(document, paint),
    verdictLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function verdictLine({ verdict, summary }: Pick<VerdictDocument, 'verdict' | 'summary'>, paint: Paint): string {
  return `${paint(COLOURS[outcomeOf(verdict)], verdict)}: ${summary}`;
}

function checkText({ check, pass, expected, found }: Check, paint: Paint): string[] {
  if (pass) return [`${paint('green', '✓')} ${check.padEnd(26)} ${found}`];
  return [`${paint('red', '✗')} ${check}`, `    expected  ${expected}`, `    found     ${found}`];
}

/** The two witnesses between which the context changed, and under the second where it differs from the first. */
export function changeText({ change }: Pick<VerdictDocument, 'change'>, paint: Paint): string[] {
  if (!change || change.expected === change.found) return [];
  const { from, to, expected, found } = change;
  const marks = differences(expected, found);
  return [
    `${paint('red', '≠')} between \`${from}\` and \`${to}\``,
    `    ${from.padEnd(8)}  ${expected}`, `    ${to.padEnd(8)}  ${found}`, ...marks ? [`    ${''.padEnd(8)}  ${paint('red', marks)}`] : [],
  ];
}

/** `^` under every character that is another one, or that one of the two lacks. Nothing is compared with a missing value. */
export function differences(expected: string, found: string): string {
  if (!isHeader(expected) || !isHeader(found)) return '';
  return Array.from({ length: Math.max(expected.length, found.length) }, (_, at) => expected[at] === found[at] ? ' ' : '^').join('').trimEnd();
}

/** A missing value, or a sentence, is compared with nothing character by character. */
function isHeader(text: string): boolean {
  return /^[\w-]{2}-/.test(text) || /^[\w-]+: /.test(text);
}

/** Said only where the verdict is settled, and they are wrong. */
function naiveText({ verdict, naive, linked }: VerdictDocument): string[] {
  const decided = outcomeOf(verdict) === 'linked' || outcomeOf(verdict) === 'broken';
  const wrong = naive.filter(({ says }) => decided && (says === 'linked') !== linked);
  return wrong.map(({ check, says }) => `~ the usual check \`${check}\` would have said ${says}`);
}

/** Where there are several, each hop with its verdict. */
function hopsText({ hops }: VerdictDocument, paint: Paint): string[] {
  if (hops.length < 2) return [];
  return hops.map(({ from, to, verdict, linked }) => `${linked ? paint('green', '✓') : paint('red', '✗')} ${from} -> ${to}: ${verdict}`);
}

function nextText({ verdict, fix }: VerdictDocument): string[] {
  if (verdict === 'UNDECIDED' && fix === null) return [UNDECIDED_NEXT];
  return fix === null ? [] : [`To mend it: ${fix}`, 'Then run this command again.'];
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
