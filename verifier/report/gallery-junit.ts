// A run of the gallery as a JUnit report: one test case a scenario.

import type { GalleryDocument, GalleryRow } from '../gallery.ts';
import { missText } from './gallery-misses.ts';
import { type Case, junitReport } from './junit.ts';
import { printableAll } from './printable.ts';

export function galleryJunit(untrusted: GalleryDocument): string {
  const { scenarios, milliseconds } = printableAll(untrusted);
  return junitReport('tracehop scenario run', scenarios.map(caseOf), milliseconds / 1_000);
}

function caseOf(row: GalleryRow): Case {
  const { id, skipped, asExpected, failed, milliseconds } = row;
  const isMissed = skipped === null && !asExpected;
  return {
    classname: 'scenarios', name: id, seconds: milliseconds / 1_000, isSkipped: skipped !== null,
    failure: isMissed ? { message: missText(row), type: failed === null ? 'NOT_AS_EXPECTED' : 'NO_VERDICT' } : undefined,
  };
}
