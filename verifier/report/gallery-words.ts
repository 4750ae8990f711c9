// How a gallery is put in words, in the terminal and in the report.

import type { GalleryDocument, GalleryRow } from '../gallery.ts';
import type { Outcome } from './ledger-words.ts';

export function galleryOutcome({ scenarios, asExpected, skipped, total, milliseconds }: GalleryDocument): Outcome {
  const others = scenarios.filter((row) => !row.asExpected && row.skipped === null).map(({ id }) => id);
  const without = skipped > 0 ? `; ${skipped} skipped` : '';
  const time = `in ${(milliseconds / 1000).toFixed(1)} s`;
  if (others.length > 0) return { word: 'NOT AS EXPECTED', summary: `${others.length} of ${total} scenarios${without}, ${time}: ${others.join(', ')}.` };
  if (asExpected === 0) return { word: 'NOT RUN', summary: `none of ${total} scenarios could be run.` };
  return { word: 'AS EXPECTED', summary: `${asExpected} of ${total} scenarios${without}, ${time}.` };
}

/** The naive checks that any of them was given to, in the order in which they first appear. */
export function naiveNames(rows: readonly GalleryRow[]): string[] {
  return [...new Set(rows.flatMap(({ naive }) => naive.map(({ check }) => check)))];
}

export function verdictWord({ verdict, skipped }: GalleryRow): string {
  return verdict ?? (skipped === null ? 'none' : 'skipped');
}

export function expectedWords({ expected, expectedWhere, expectedFindings }: GalleryRow): string {
  return sentence(expected, expectedWhere, expectedFindings);
}

/** Whether it got a verdict or not. */
export function foundWords({ verdict, where, findings, verdicts, failed }: GalleryRow): string {
  if (failed !== null) return `no verdict: ${failed}`;
  const counts = Object.entries(verdicts).map(([code, count]) => `${count} ${code}`);
  return `${sentence(`${verdict}`, `${where}`, findings)}${counts.length > 1 ? ` (${counts.join(', ')})` : ''}`;
}

function sentence(code: string, where: string, findings: readonly string[]): string {
  return `${code}, ${where}${findings.length > 0 ? `, with ${findings.join(', ')}` : ''}`;
}
