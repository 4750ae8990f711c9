// A run of the gallery for GitHub Actions: an annotation for each scenario that is not as expected, and a step summary
// with all of them.

import type { GalleryDocument, GalleryRow } from '../gallery.ts';
import { missText } from './gallery-misses.ts';
import { code, markdown, table } from './markdown.ts';
import { printableAll } from './printable.ts';
import { verdictBlock } from './verdict-github.ts';
import { workflowCommand } from './workflow-command.ts';

/** So many have a diagram: a summary may have 1 MiB. */
const MOST_EXAMPLES = 5;

const COLUMNS = { '': '---', scenario: '---', expected: '---', found: '---', ms: '--:' } as const;

export function galleryAnnotations(untrusted: GalleryDocument): string {
  return missed(printableAll(untrusted)).map((row) => workflowCommand('error', { title: row.id }, missText(row))).join('');
}

export function gallerySummary(untrusted: GalleryDocument): string {
  const document = printableAll(untrusted);
  const { scenarios, asExpected, skipped, total } = document;
  return [
    `### Gallery: ${asExpected} of ${total} scenarios as expected${skipped > 0 ? `, ${skipped} skipped` : ''}`, '',
    ...table(COLUMNS, scenarios.map(rowCells)),
    ...missed(document).slice(0, MOST_EXAMPLES).flatMap((row) => [`#### ${markdown(row.id)}`, '', `**Not as expected**: ${markdown(missText(row))}`, '', ...row.example ? verdictBlock(row.example) : []]),
  ].join('\n');
}

function missed({ scenarios }: GalleryDocument): GalleryRow[] {
  return scenarios.filter(({ asExpected, skipped }) => !asExpected && skipped === null);
}

function rowCells({ id, expected, verdict, skipped, asExpected, milliseconds }: GalleryRow): (string | number)[] {
  const sign = skipped === null ? asExpected ? '✅' : '❌' : '–';
  return [sign, code(id), expected, skipped === null ? markdown(verdict ?? 'no verdict') : `skipped: ${markdown(skipped)}`, milliseconds];
}
