// One line for each change in files that are followed.

import type { CheckChangeDocument } from '../check.ts';
import { counted, named } from './counted.ts';
import type { Paint } from './paint.ts';

const WORDS = { broke: 'broke', worse: 'is broken more often', gone: 'is gone', mended: 'was mended', new: 'is new', same: 'is broken as before' } as const;

export function checkChangeText({ at, spans, traces, ...change }: CheckChangeDocument, paint: Paint): string {
  const after = `${paint('dim', at)}  ${'edge' in change ? edgeText(change.edge, paint) : countText(change.count)}`;
  return `${after}, in ${counted(spans, 'span')} of ${counted(traces, 'trace')}`;
}

function edgeText({ from, to, before, now, change, worse }: Extract<CheckChangeDocument, { edge: unknown }>['edge'], paint: Paint): string {
  const words = worse ? paint('red', WORDS[change]) : WORDS[change];
  const then = before.linked + before.broken > 0 ? `; before: ${before.linked} linked, ${before.broken} broken` : '';
  return `${named(from)} -> ${named(to)} ${words} (${now.linked} linked, ${now.broken} broken${then})`;
}

function countText({ count, before, now }: Extract<CheckChangeDocument, { count: unknown }>['count']): string {
  return `${count}: ${now}, and ${before} before`;
}
