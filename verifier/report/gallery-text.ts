// The gallery for a person: all scenarios as a table, a block for each that is not as expected, and the sum as
// the last line.

import Table from 'cli-table3';

import type { Expectation, GalleryDocument, GalleryRow } from '../gallery.ts';
import { CLOSE } from './close-table.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';

export function galleryText(document: GalleryDocument, paint: Paint): string {
  const { scenarios } = printableAll(document);
  return [
    rowTable(scenarios, paint),
    ...scenarios.flatMap((row) => blockText(row, paint)),
    ...skippedText(scenarios),
    galleryLine(document, paint),
  ].join('\n');
}

/** The last line, and all that is said with `--quiet`. */
export function galleryLine({ scenarios, asExpected, skipped, total, milliseconds }: GalleryDocument, paint: Paint): string {
  const others = scenarios.filter((row) => !row.asExpected && row.skipped === null).map(({ id }) => id);
  const without = skipped > 0 ? `; ${skipped} skipped` : '';
  const time = `in ${(milliseconds / 1000).toFixed(1)} s`;
  if (others.length > 0) return `${paint('red', 'NOT AS EXPECTED')}: ${others.length} of ${total} scenarios${without}, ${time}: ${others.join(', ')}.`;
  if (asExpected === 0) return `${paint('yellow', 'NOT RUN')}: none of ${total} scenarios could be run.`;
  return `${paint('green', 'AS EXPECTED')}: ${asExpected} of ${total} scenarios${without}, ${time}.`;
}

/** For one scenario that was just run, after its verdict. */
export function expectationText(row: GalleryRow, paint: Paint): string {
  if (row.asExpected) return `${paint('green', '✓')} as expected: ${expected(row)}`;
  return blockText(printableAll(row), paint).join('\n');
}

export function scenarioText({ id, title, broken }: Expectation, paint: Paint): string {
  return `${paint('bold', `${id}: ${title}`)}\n${broken.trim()}\n`;
}

export function scenarioTable(scenarios: readonly Expectation[]): string {
  const table = new Table({ ...CLOSE, head: ['scenario', 'what is broken', 'expected', 'where'] });
  table.push(...scenarios.map(({ id, title, verdict, where }) => [id, title, verdict, where]));
  return table.toString();
}

function rowTable(rows: readonly GalleryRow[], paint: Paint): string {
  const checks = [...new Set(rows.flatMap(({ naive }) => naive.map(({ check }) => check)))];
  const table = new Table({ ...CLOSE, head: ['scenario', 'expected', 'verdict', 'as\nexpected', ...checks.map((check) => check.replace('-', '-\n')), 'ms'] });
  table.push(...rows.map((row) => [
    row.id, row.expected, row.verdict ?? (row.skipped === null ? 'none' : 'skipped'), mark(row, paint),
    ...checks.map((check) => row.naive.find((each) => each.check === check)?.says ?? '–'), row.milliseconds,
  ]));
  return table.toString();
}

function mark({ asExpected, skipped }: GalleryRow, paint: Paint): string {
  if (skipped !== null) return '–';
  return asExpected ? paint('green', '✓') : paint('red', '✗');
}

function blockText(row: GalleryRow, paint: Paint): string[] {
  if (row.asExpected || row.skipped !== null) return [];
  return [
    `${paint('red', '✗')} ${row.id}: ${row.title}`,
    `    expected  ${expected(row)}`,
    ...row.failed === null ? [`    found     ${found(row)}`, `    because   ${row.summary}`] : [`    found     no verdict: ${row.failed}`],
    `    > ${row.next}`,
  ];
}

function expected({ expected: code, expectedWhere, expectedFindings }: GalleryRow): string {
  return sentence(code, expectedWhere, expectedFindings);
}

function found({ verdict, where, findings, verdicts }: GalleryRow): string {
  const counts = Object.entries(verdicts).map(([code, count]) => `${count} ${code}`);
  return `${sentence(`${verdict}`, `${where}`, findings)}${counts.length > 1 ? ` (${counts.join(', ')})` : ''}`;
}

function sentence(code: string, where: string, findings: readonly string[]): string {
  return `${code}, ${where}${findings.length > 0 ? `, with ${findings.join(', ')}` : ''}`;
}

/** One line a reason. */
function skippedText(rows: readonly GalleryRow[]): string[] {
  const skipped = rows.filter((row) => row.skipped !== null);
  return [...Map.groupBy(skipped, (row) => row.skipped)].map(([reason, each]) => `– skipped ${each.map(({ id }) => id).join(', ')}: ${reason}`);
}
