// What the verifier knew of a run besides its span files, as `run.json` keeps it.

import type { Decided } from '../../lab/open-requests.ts';
import type { SavedRun } from '../../verifier/replay.ts';
import { seen, type Truth } from '../../verifier/truth.ts';
import type { VerifyOptions } from '../options.ts';

/** Of the whole run it tells what was known when the last request was decided. */
export function savedRun({ edge }: Pick<VerifyOptions, 'edge'>, decided: readonly Decided[]): SavedRun {
  const { tap, alone, emptied, allWritten, holding } = decided.at(-1)!.evidence;
  const gone: Record<string, Truth> = {};
  return {
    schema: 'tracehop.run/1', edges: edge as SavedRun['edges'], hasTap: seen(tap), alone, emptied, allWritten, holding,
    outage: false, gone, requests: decided.map(({ saved }) => saved),
  };
}
