// The second reading: the spans of the suspect traces in full, found again by the pages in which their lines begin.

import { LineReader } from '../../verifier/reading/lines.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import { type WholeSpan, wholeSpansIn } from '../../check/whole-span.ts';
import type { Suspects } from '../../check/suspects.ts';
import { bytesOf } from './bytes.ts';
import type { Place } from './places.ts';
import type { Source } from './sources.ts';

export async function* wholeSpans(places: readonly Place<Source>[], suspects: Suspects, signal: AbortSignal): AsyncGenerator<WholeSpan> {
  for (const place of places) yield* wholeSpansOf(place, suspects, signal);
}

async function* wholeSpansOf({ source, page }: Place<Source>, suspects: Suspects, signal: AbortSignal): AsyncGenerator<WholeSpan> {
  const reader = new LineReader();
  const take = (line: ReturnType<LineReader['end']>): WholeSpan[] => (line?.text !== undefined && suspects.hasPage(page + Math.floor(line.offset / PAGE_BYTES)) ? spansOf(line.text, suspects) : []);
  for await (const bytes of bytesOf(source, signal)) {
    for (const line of reader.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) yield* take(line);
  }
  yield* take(reader.end());
}

/** What could not be read the first time is left out again. */
function spansOf(text: string, suspects: Suspects): WholeSpan[] {
  try {
    return wholeSpansIn(JSON.parse(text), (trace) => suspects.traces.has(trace));
  } catch {
    return [];
  }
}
