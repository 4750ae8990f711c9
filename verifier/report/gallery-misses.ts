// What a scenario that is not as expected was to get, and what it got, in a few sentences.

import type { GalleryRow } from '../gallery.ts';

export function missText({ title, expected, expectedWhere, expectedFindings, verdict, where, findings, failed, summary }: GalleryRow): string {
  const wanted = `${title}: expected ${placed(expected, expectedWhere, expectedFindings)}`;
  if (failed !== null) return `${wanted}, and there is no verdict: ${failed}`;
  return `${wanted}, found ${placed(`${verdict}`, `${where}`, findings)}.${summary === null ? '' : ` ${summary}`}`;
}

function placed(code: string, where: string, findings: readonly string[]): string {
  return `${code} (${where})${findings.length > 0 ? ` with ${findings.join(', ')}` : ''}`;
}
