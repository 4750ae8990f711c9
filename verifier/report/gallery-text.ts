// The gallery for a person: all scenarios as a table, a block for each that is not as expected, and the sum as
// the last line.

import Table from 'cli-table3';

import type { Expectation, GalleryDocument, GalleryRow } from '../gallery.ts';
import { CLOSE } from './close-table.ts';
import { expectedWords, foundWords, galleryOutcome, naiveNames, verdictWord } from './gallery-words.ts';
import type { Paint } from './paint.ts';
import { printableAll } from './printable.ts';

const COLOURS: Readonly<Record<string, 'green' | 'yellow'>> = { 'AS EXPECTED': 'green', 'NOT RUN': 'yellow' };

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
export function galleryLine(document: GalleryDocument, paint: Paint): string {
  const { word, summary } = galleryOutcome(document);
  return `${paint(COLOURS[word] ?? 'red', word)}: ${summary}`;
}

/** For one scenario that was just run, after its verdict. */
export function expectationText(row: GalleryRow, paint: Paint): string {
  if (row.asExpected) return `${paint('green', '✓')} as expected: ${expectedWords(row)}`;
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
  const checks = naiveNames(rows);
  const table = new Table({ ...CLOSE, head: ['scenario', 'expected', 'verdict', 'as\nexpected', ...checks.map((check) => check.replace('-', '-\n')), 'ms'] });
  table.push(...rows.map((row) => [
    row.id, row.expected, verdictWord(row), mark(row, paint),
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
    `    expected  ${expectedWords(row)}`,
    `    found     ${foundWords(row)}`, ...row.failed === null ? [`    because   ${row.summary}`] : [],
    `    > ${row.next}`,
  ];
}

/** One line a reason. */
function skippedText(rows: readonly GalleryRow[]): string[] {
  const skipped = rows.filter((row) => row.skipped !== null);
  return [...Map.groupBy(skipped, (row) => row.skipped)].map(([reason, each]) => `– skipped ${each.map(({ id }) => id).join(', ')}: ${reason}`);
}
