// Checks the course, so that it cannot rot: what was seen of it is held against every check.

import { VERSION } from '../../lab/root.ts';
import { CHECKS } from './checks.ts';
import type { Told } from './classroom.ts';
import { lookAtCourse, type SelfcheckPlaces } from './look.ts';
import type { SelfcheckOptions } from './options.ts';

/** Returns the exit code. `words` name the exercises that are looked at; none: all. */
export async function workshopSelfcheck(words: readonly string[], options: SelfcheckOptions, told: Told, places: SelfcheckPlaces = {}): Promise<number> {
  const { seen, skipped } = await lookAtCourse(words, options, told, places);
  const checks = Object.entries(CHECKS).map(([check, misses]) => ({ check, misses: misses(seen) }));
  const holds = checks.every(({ misses }) => misses.length === 0);
  told.report({ kind: 'selfcheck', document: { schema: 'tracehop.selfcheck/1', tool: VERSION, holds, checks, skipped } });
  return holds ? 0 : 1;
}
