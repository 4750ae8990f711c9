// The second reading: the spans of the suspect traces in full, found again by the pages in which their lines begin.

import { closeSync, openSync } from 'node:fs';

import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { type WholeSpan, wholeSpansIn } from '../../check/whole-span.ts';
import type { Suspects } from '../../check/suspects.ts';
import { LinesAt } from './lines-at.ts';
import type { Place } from './places.ts';
import type { Source } from './sources.ts';

export function* wholeSpans(places: readonly Place<Source>[], suspects: Suspects): Generator<WholeSpan> {
  for (const place of places) {
    const file = openSync(place.source.path, 'r');
    try {
      for (const line of linesIn(new LinesAt(file), place, suspects)) yield* spansOf(line, suspects);
    } finally {
      closeSync(file);
    }
  }
}

/** The lines of a file that begin in the pages of suspects; each valid until the next. */
function* linesIn(lines: LinesAt, { page: first, bytes }: Place<Source>, suspects: Suspects): Generator<Buffer> {
  let known = 0;
  for (let page = suspects.nextPage(first); page !== undefined; page = suspects.nextPage(first + Math.max(page - first + 1, Math.floor(known / PAGE_BYTES)))) {
    const begin = (page - first) * PAGE_BYTES;
    if (begin >= bytes) return;
    let at = known >= begin ? known : lines.after(begin - 1);
    for (; at !== undefined && at < Math.min(begin + PAGE_BYTES, bytes); known = at) {
      const line = lines.line(at);
      if (line === undefined) return;
      yield line;
      at += line.length + 1;
    }
  }
}

/** What could not be read the first time is left out again. */
function spansOf(line: Buffer, suspects: Suspects): WholeSpan[] {
  try {
    return wholeSpansIn(JSON.parse(line.toString('utf8').replace(/^\uFEFF/, '')), (trace) => suspects.traces.has(trace));
  } catch {
    return [];
  }
}
