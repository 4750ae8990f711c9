// What changed between two sets of trace files, as a table.

import Table from 'cli-table3';

import type { Baseline } from '../check.ts';
import { brokenShare, changedEdges, comparedWords } from './check-words.ts';
import { CLOSE } from './close-table.ts';
import { named } from './counted.ts';
import type { Paint } from './paint.ts';

/** Only what changed. */
export function baselineText(baseline: Baseline, paint: Paint): string[] {
  const changed = changedEdges(baseline);
  const table = new Table({ ...CLOSE, head: ['hop', 'broken before', 'broken now', ''] });
  table.push(...changed.map(({ from, to, before, now, change, worse }) => [`${named(from)} -> ${named(to)}`, brokenShare(before), brokenShare(now), worse ? paint('red', change) : change]));
  const others = baseline.counts.filter(({ worse }) => worse).map(({ count, before, now }) => `${paint('red', '✗')} ${count}: ${now}, and ${before} before`);
  return ['', comparedWords(baseline), ...changed.length > 0 ? [table.toString()] : [], ...others];
}
