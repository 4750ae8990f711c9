// The spans of one trace as they were delivered: what came twice counts once, and one id with different contents is
// a conflict.

import { idKey } from '../verifier/reading/records.ts';
import type { Span } from '../verifier/span.ts';
import { contentOf, spanOf, type WholeSpan } from './whole-span.ts';

export interface Delivered {
  /** Each content once, in an order that does not depend on that of the files. */
  spans: Span[];
  /** Identical repetitions. */
  duplicates: number;
  /** Ids that have more than one content. */
  conflicts: string[];
}

export function deliveredIn(whole: readonly WholeSpan[]): Delivered {
  const delivered: Delivered = { spans: [], duplicates: 0, conflicts: [] };
  for (const [spanId, copies] of Map.groupBy(whole, (each) => idKey(String(each.exported.span.spanId), 2))) {
    const contents = copies.length === 1 ? new Map([['', copies[0]!]]) : contentsOf(copies);
    delivered.duplicates += copies.length - contents.size;
    if (contents.size > 1) delivered.conflicts.push(spanId);
    for (const [, copy] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1))) delivered.spans.push(spanOf(copy));
  }
  delivered.spans.sort((one, other) => (one.spanId < other.spanId ? -1 : one.spanId > other.spanId ? 1 : 0));
  return delivered;
}

/** Most repetitions are alike to the letter. */
function contentsOf(copies: readonly WholeSpan[]): Map<string, WholeSpan> {
  const written = new Map(copies.map((copy) => [JSON.stringify([copy.exported.service, copy.exported.scope, copy.exported.span]), copy]));
  return written.size === 1 ? written : new Map([...written.values()].map((copy) => [contentOf(copy), copy]));
}
