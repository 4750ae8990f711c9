// Judges trace files: reads every span once, finds what is suspicious, and reads that again in full.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expectationOf } from '../check/asked.ts';
import { Examination, type Questions, suspectLikely, tallyOf } from '../check/examination.ts';
import { exitCodeOf, isLinked, summaryOf } from '../check/outcome.ts';
import type { Suspects } from '../check/suspects.ts';
import type { Tally } from '../check/tally.ts';
import { Problem } from '../lab/problem.ts';
import { VERSION } from '../lab/root.ts';
import type { CheckDocument } from '../verifier/check.ts';
import { spanEntry, verdictDocument } from '../verifier/document.ts';
import type { CheckOptions } from './options.ts';
import { spooled } from './check/blocks.ts';
import { FirstReading } from './check/first-reading.ts';
import { wholeSpans } from './check/second-reading.ts';
import { type Source, sourcesOf } from './check/sources.ts';
import { RecordStore } from './check/store.ts';
import { WholeSpans } from './check/whole-spans.ts';
import type { Circumstances } from './verify.ts';

/** Milliseconds. */
const UNSHOWN = 1_000;
const BETWEEN_SHOWN = 200;

const INTERRUPTED = 130;

const NO_TIMES = { start: 0, request: 0, spans: 0, total: 0 };

/** Returns the exit code. */
export async function check(files: readonly string[], options: CheckOptions, circumstances: Circumstances): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tracehop-check-'));
  const store = new RecordStore(folder);
  try {
    const document = await examine(files, options, { store, folder }, circumstances);
    circumstances.report({ kind: 'check', document });
    return document.complete ? exitCodeOf(document) : INTERRUPTED;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function examine(files: readonly string[], options: CheckOptions, { store, folder }: { store: RecordStore; folder: string }, circumstances: Circumstances): Promise<CheckDocument> {
  const began = performance.now();
  const questions: Questions = { asked: options.edge.filter(({ must }) => must === 'be linked'), wanted: new Set(options.trace === undefined ? [] : [options.trace]) };
  const reading = new FirstReading(store);
  const sources = sourcesOf(files, (path) => reading.oddities.note('READ_ONCE', path, 0));
  await readAll(await kept(sources, folder, circumstances.signal), reading, circumstances, began);
  const tally = tallyOf(store, questions);
  if (tally.counts.spans === 0) throw nothingIn(reading);
  const examination = await secondReading(reading, tally, questions, folder, circumstances.signal);
  return documentOf(options, reading, tally, examination, { complete: !circumstances.signal.aborted, milliseconds: performance.now() - began });
}

/** What can be read only once is kept until the end. */
async function kept(sources: readonly Source[], folder: string, signal: AbortSignal): Promise<Source[]> {
  const all: Source[] = [];
  for (const source of sources) all.push(await spooled(source, folder, signal));
  return all;
}

/** Says how far it is where it takes longer than a second. */
async function readAll(sources: readonly Source[], reading: FirstReading, { report, signal }: Circumstances, began: number): Promise<void> {
  const of = sources.every(({ size }) => size !== undefined) ? sources.reduce((sum, { size = 0 }) => sum + size, 0) : undefined;
  let shown = began + UNSHOWN;
  const onProgress = (): void => {
    const now = performance.now();
    if (now - shown < BETWEEN_SHOWN) return;
    shown = now;
    report({ kind: 'reading', bytes: reading.bytes, of, spans: reading.store.count, seconds: (now - began) / 1_000 });
  };
  for (const source of sources) if (!signal.aborted) await reading.read(source, signal, onProgress);
}

/** Where it was interrupted, there is none. */
async function secondReading(reading: FirstReading, tally: Tally, questions: Questions, folder: string, signal: AbortSignal): Promise<Examination> {
  const { services } = reading.store;
  const sample = tally.sample();
  if (sample) await readInFull(reading, sample, folder, signal, (spans) => suspectLikely(tally, services, [...spans.traces()].map(([, whole]) => whole)));
  const examination = new Examination(tally, services, questions);
  await readInFull(reading, tally.suspects, folder, signal, (spans) => {
    for (const [trace, whole] of spans.traces()) examination.add(trace, whole);
  });
  examination.close();
  return examination;
}

async function readInFull({ places, scanner, store: { names } }: FirstReading, suspects: Suspects, folder: string, signal: AbortSignal, use: (spans: WholeSpans) => void): Promise<void> {
  if (signal.aborted) return;
  const spans = new WholeSpans(folder);
  try {
    for await (const span of wholeSpans(places.all, suspects, { scanner, serviceAt: (index) => names[index]! }, signal)) spans.add(span);
    use(spans);
  } finally {
    spans.close();
  }
}

function nothingIn({ oddities: { unreadableCount, unreadable }, lines }: FirstReading): Problem {
  const [first] = unreadable;
  const reason = first ? ` ${unreadableCount} of ${lines} lines cannot be read, ${first.file}:${first.line} first: ${first.reason}.` : ` It has ${lines} lines.`;
  return new Problem(3, `There is no span to check.${reason}`);
}

function documentOf(options: CheckOptions, reading: FirstReading, tally: Tally, examination: Examination, { complete, milliseconds }: { complete: boolean; milliseconds: number }): CheckDocument {
  const { oddities, places, bytes, lines, unplaced, store } = reading;
  const { spans, traces, roots, entries, orphans, cycles } = tally.counts;
  const edges = examination.edges.entries();
  const counted = { spans, traces, roots, entries, orphans, cycles, edges, expectations: options.edge.map((asked) => expectationOf(asked, edges, () => 0)) };
  return {
    schema: 'tracehop.check/1', tool: VERSION, linked: isLinked(counted), summary: summaryOf(counted), complete,
    files: places.all.length, bytes, lines, ...counted, duplicates: complete ? examination.duplicates : tally.counts.repetitions, conflicts: examination.conflicts, unplaced,
    unreadable: oddities.unreadable, unreadableCount: oddities.unreadableCount, findings: oddities.findings, services: store.services.filter((_name, number) => tally.services.has(number)),
    examples: examination.edges.cases(options.top).map((judged) => verdictDocument(judged, { tool: VERSION, collector: { kind: 'unknown', version: 'unknown' }, findings: [], milliseconds: NO_TIMES })),
    trace: (examination.wanted.get(options.trace ?? '') ?? []).map(spanEntry),
    seconds: Math.round(milliseconds) / 1_000, peakMemoryBytes: process.resourceUsage().maxRSS * 1_024,
  };
}

