// Sends traces to a Collector, one request after the other, each at its time, and counts what it took.

import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Problem } from '../../lab/problem.ts';
import type { Report } from '../../verifier/report/events.ts';
import { LineReader, type NumberedLine } from '../../verifier/reading/lines.ts';
import { readLine } from '../../verifier/reading/otlp-json.ts';
import type { Counters } from '../../xray/ledger.ts';
import type { Sending } from '../../xray/shapes/shape.ts';

export interface Fed {
  requests: number;
  spans: number;
  /** Spans in requests that were not answered with success. */
  refused: number;
  /** What the Collector said of the first of these. */
  refusal: string | undefined;
}

/** What is shown is shorter: only a whole value can be told from others, and left out. Characters. */
const LONGEST_REFUSAL = 4_000;

/** Nothing is sent again: what the Collector refuses is told. */
export async function feed(url: string, sendings: AsyncIterable<Sending> | Iterable<Sending>, signal: AbortSignal): Promise<Fed> {
  const began = performance.now();
  const fed: Fed = { requests: 0, spans: 0, refused: 0, refusal: undefined };
  for await (const { after, body, spans } of sendings) {
    const early = began + after - performance.now();
    if (early > 0) await pause(early, undefined, { signal });
    signal.throwIfAborted();
    const refusal = await send(url, body, signal);
    fed.requests += 1;
    fed.spans += spans;
    if (refusal !== undefined) fed.refused += spans;
    fed.refusal ??= refusal;
  }
  return fed;
}

/** Pipelines that no span came into break none, and of taps that miss spans nobody can say who dropped them. */
export function assertSeen({ spans, refusal }: Fed, { accepted, refused, failed }: Counters): void {
  const said = refusal === undefined ? '' : `: ${refusal}`;
  if (accepted + refused === 0) throw new Problem(3, `The Collector took none of the ${spans} spans${said}.`);
  if (failed > 0) throw new Problem(5, `The Collector could not write ${failed} spans to its files, so there is no telling what became of them${said}.`);
}

async function send(url: string, body: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal });
    const text = await answer.text();
    return answer.ok ? undefined : `status ${answer.status}, ${text.slice(0, LONGEST_REFUSAL)}`;
  } catch (error) {
    signal.throwIfAborted();
    return (error as Error).message;
  }
}

/** Line by line as a Collector's file exporter wrote them. Lines that hold no spans are left out, and said so. */
export async function* sendingsIn(file: string, report: Report): AsyncGenerator<Sending> {
  let unreadable = 0;
  let found = 0;
  for await (const { number, text } of linesOf(file)) {
    const line = text === undefined ? { unreadable: 'it is too long' } : readLine(text);
    if ('unreadable' in line && unreadable++ === 0) report({ kind: 'step', message: `\`${file}:${number}\` is left out: ${line.unreadable}.` });
    if (!('spans' in line) || line.spans.length === 0) continue;
    found += line.spans.length;
    yield { after: 0, body: text!, spans: line.spans.length };
  }
  if (unreadable > 1) report({ kind: 'step', message: `${unreadable} lines of \`${file}\` were left out.` });
  if (found === 0) throw new Problem(3, `\`${file}\` holds no spans.`);
}

async function* linesOf(file: string): AsyncGenerator<NumberedLine> {
  const reader = new LineReader();
  try {
    for await (const bytes of createReadStream(file)) yield* reader.feed(bytes as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Problem(3, `\`${file}\` cannot be read: ${(error as Error).message}.`);
  }
  yield* reader.feed(Buffer.from('\n'));
}
