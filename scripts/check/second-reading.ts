// The second reading: the spans of the suspect traces in full, found again by the pages in which their lines begin.

import { closeSync, fstatSync, openSync } from 'node:fs';

import { idAt, META, PAGE, PAGE_BYTES, PARENT, SERVICE_SHIFT, SPAN, START, WORDS } from '../../verifier/reading/records.ts';
import type { Scanner } from '../../verifier/reading/scan/scanner.ts';
import { CutSpan, type WholeSpan, wholeSpansIn } from '../../check/whole-span.ts';
import type { Suspects } from '../../check/suspects.ts';
import { LinesAt } from './lines-at.ts';
import type { Place } from './places.ts';
import { type Source, unreadable } from './sources.ts';
import { textOf } from './text-of.ts';

export interface Located {
  scanner: Scanner;
  /** By the index that the scanner was given for it. */
  serviceAt: (index: number) => string;
  /** Told of a file that has become shorter since its first reading. */
  onShorter: (path: string) => void;
}

export async function* wholeSpans(places: readonly Place[], suspects: Suspects, located: Located, signal: AbortSignal): AsyncGenerator<WholeSpan> {
  for (const place of places) {
    if (suspects.nextPage(place.page) === undefined) return;
    if (place.framing === 'lines' && place.isPlain) yield* ofLines(place, suspects, located);
    else yield* ofUnits(place, suspects, signal);
  }
}

function* ofLines(place: Place, suspects: Suspects, located: Located): Generator<WholeSpan> {
  const file = opened(place.source);
  try {
    if (fstatSync(file).size < place.bytes) located.onShorter(place.source.path);
    for (const line of linesIn(new LinesAt(file), place, suspects)) yield* cutOut(line, suspects, located) ?? parsed(() => [JSON.parse(textOf(line))], suspects);
  } finally {
    closeSync(file);
  }
}

function opened({ path, kept = path }: Source): number {
  try {
    return openSync(kept, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* ofUnits({ source, framing, page }: Place, suspects: Suspects, signal: AbortSignal): AsyncGenerator<WholeSpan> {
  const { requestsOf, unitsOf } = await import('./units.ts');
  for await (const unit of unitsOf(source, framing, signal, () => undefined, () => undefined)) {
    if (suspects.hasPage(page + Math.floor(unit.offset / PAGE_BYTES))) yield* parsed(() => requestsOf(unit), suspects);
  }
}

/** The lines of a file that begin in the pages of suspects; each valid until the next. */
function* linesIn(lines: LinesAt, { page: first, bytes }: Place, suspects: Suspects): Generator<Buffer> {
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

/** Only the spans that are wanted are parsed, as one line may hold hundreds. Undefined: the scanner does not judge this line. */
function cutOut(line: Buffer, suspects: Suspects, { scanner, serviceAt }: Located): WholeSpan[] | undefined {
  const found = scanner.locate(line);
  if (!found) return undefined;
  const { records } = found;
  const spans: WholeSpan[] = [];
  for (let at = 0; at < records.length; at += WORDS) {
    const trace = suspects.traceOf(records, at);
    if (trace === undefined) continue;
    const text = (from: number, to: number): string => line.toString('utf8', records[from]!, records[to]!);
    spans.push(new CutSpan({
      trace, spanId: idAt(records, at + SPAN, 2), service: serviceAt(records[at + META]! >>> SERVICE_SHIFT), scope: text(at + PARENT, at + PARENT + 1), text: text(at + PAGE, at + START),
    }));
  }
  return spans;
}

/** What could not be read the first time is left out again. */
function parsed(read: () => unknown[], suspects: Suspects): WholeSpan[] {
  try {
    return read().flatMap((request) => wholeSpansIn(request, (trace) => suspects.traces.has(trace)));
  } catch {
    return [];
  }
}
