// What is said of a component of a pipeline, and of a span that went through it.

import type { ExampleSpan, StageEntry } from '../xray.ts';

const MOST_NAMES = 8;

/** Types that are there to change or to drop something of what passes. */
const CHANGING = /^(?:attributes|filter|redaction|resource|span|transform)(?:\/|$)/;

export const FATES: Readonly<Record<ExampleSpan['fate'], string | undefined>> = {
  kept: undefined, dropped: '✗ is gone', 'dropped as meant': 'is gone, as `tracehop.yaml` wants', 'id changed': '✗ its ids changed', 'parent changed': '✗ its parent changed', orphaned: '✗ its parent is gone: an orphan',
};

/** What it changed, each kind with its count; or that nothing was there to test it. */
export function changesOf(stage: StageEntry): string[] {
  const counts: [says: string, count: number][] = [
    ['spans are for another way', stage.diverted], ['traces are all for another way', stage.tracesDiverted], ['spans came out again', stage.duplicated], ['spans were added', stage.added], ['ids changed', stage.idsChanged],
    ['parents changed', stage.parentsChanged], ['flags changed', stage.flagsChanged], ['links changed', stage.linksChanged], ['trace states changed', stage.traceStateChanged],
    ['traces came out in another order', stage.tracesReordered], ['traces went to several destinations', stage.tracesSplit],
  ];
  const changes = [
    ...counts.filter(([, count]) => count > 0).map(([says, count]) => `${count} ${says}`),
    ...named('added', stage.attributesAdded), ...named('removed', stage.attributesRemoved), ...named('changed', stage.attributesChanged),
  ];
  if (changes.length > 0) return changes;
  const isIdle = stage.dropped === 0 && CHANGING.test(stage.component);
  return isIdle ? ['changed nothing of what was sent, which does not test it (--traces sends something else)'] : [];
}

function named(what: string, names: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(names);
  if (entries.length === 0) return [];
  const more = entries.length > MOST_NAMES ? ` and ${entries.length - MOST_NAMES} more` : '';
  return [`${what} ${entries.slice(0, MOST_NAMES).map(([name, count]) => `\`${name}\` (${count})`).join(', ')}${more}`];
}
