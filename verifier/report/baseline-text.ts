// What changed between two sets of trace files, as a table.

import Table from 'cli-table3';

import type { Baseline, HopCounts } from '../check.ts';
import { CLOSE } from './close-table.ts';
import { counted, named } from './counted.ts';
import type { Paint } from './paint.ts';

/** Only what changed. */
export function baselineText({ files, edges, counts }: Baseline, paint: Paint): string[] {
  const changed = edges.filter(({ change }) => change !== 'same');
  const said = `Compared with ${counted(files, 'file')} of before: of ${counted(edges.length, 'hop')} between services, ${changed.length} changed. Only what got worse counts.`;
  const table = new Table({ ...CLOSE, head: ['hop', 'broken before', 'broken now', ''] });
  const share = ({ linked, broken }: HopCounts): string => (linked + broken === 0 ? 'not there' : `${broken} of ${linked + broken}`);
  table.push(...changed.map(({ from, to, before, now, change, worse }) => [`${named(from)} -> ${named(to)}`, share(before), share(now), worse ? paint('red', change) : change]));
  const others = counts.filter(({ worse }) => worse).map(({ count, before, now }) => `${paint('red', '✗')} ${count}: ${now}, and ${before} before`);
  return ['', said, ...changed.length > 0 ? [table.toString()] : [], ...others];
}
