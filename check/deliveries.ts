// The spans of one trace as they were delivered: what came twice counts once, and one id with different contents is
// a conflict.

import type { Span } from '../verifier/span.ts';
import { contentOf, spanOf, type WholeSpan } from './whole-span.ts';

export interface Delivered {
  /** Each content once, in an order that does not depend on that of the files. Parsed each time that it is asked for. */
  readonly spans: Span[];
  /** Identical repetitions. */
  duplicates: number;
  /** Ids that have more than one content. */
  conflicts: string[];
}

export function deliveredIn(whole: readonly WholeSpan[]): Delivered {
  const contents: WholeSpan[] = [];
  const conflicts: string[] = [];
  for (const [spanId, copies] of [...Map.groupBy(whole, (each) => each.spanId)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const distinct = copies.length === 1 ? copies : contentsOf(copies);
    if (distinct.length > 1) conflicts.push(spanId);
    contents.push(...distinct);
  }
  return { duplicates: whole.length - contents.length, conflicts, get spans() { return contents.map(spanOf); } };
}

/** Most repetitions are alike to the letter. */
function contentsOf(copies: readonly WholeSpan[]): WholeSpan[] {
  const written = new Map(copies.map((copy) => [copy.written ?? JSON.stringify([copy.exported.service, copy.exported.scope, copy.exported.span]), copy]));
  if (written.size === 1) return [...written.values()];
  const contents = new Map([...written.values()].map((copy) => [contentOf(copy), copy]));
  return [...contents].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, copy]) => copy);
}
