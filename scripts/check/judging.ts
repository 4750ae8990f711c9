// From the records of the first reading to the document: counts, suspects, the second reading, verdicts.

import { type AskedEdge, expectationOf } from '../../check/asked.ts';
import { baselineOf } from '../../check/baseline.ts';
import { Examination, type Questions, suspectLikely, tallyOf } from '../../check/examination.ts';
import { MOST_LOOSE } from '../../check/hops.ts';
import { limitExpectations } from '../../check/limits.ts';
import { isLinked, summaryOf } from '../../check/outcome.ts';
import { RecentRecords } from '../../check/recent.ts';
import { secondsOf } from '../../check/since.ts';
import type { Suspects } from '../../check/suspects.ts';
import { MOST_IN_FULL, type Tally } from '../../check/tally.ts';
import { Problem } from '../../lab/problem.ts';
import { VERSION } from '../../lab/root.ts';
import type { CheckDocument, CheckFinding } from '../../verifier/check.ts';
import { verdictDocument } from '../../verifier/document.ts';
import type { Edge } from '../../verifier/judge.ts';
import { counted } from '../../verifier/report/counted.ts';
import type { Demands } from './demands.ts';
import type { Reading } from './reading.ts';
import { wholeSpans } from './second-reading.ts';
import { Turns } from './turns.ts';
import { WholeSpans } from './whole-spans.ts';

const NO_TIMES = { start: 0, request: 0, spans: 0, total: 0 };

export interface JudgingHow {
  demands: Demands;
  /** What it is compared with. */
  before: CheckDocument | undefined;
  /** Files of a folder or a pattern that the system would not open. */
  unopened: readonly string[];
  /** Where temporary files may be made. */
  folder: string;
  signal: AbortSignal;
  /** By this process's monotonic clock, in milliseconds. */
  began: number;
}

/** Throws Problem(3) where there is no span. */
export async function judged(reading: Reading, how: JudgingHow): Promise<CheckDocument> {
  const { since } = how.demands;
  const questions = questionsOf(how.demands);
  const recent = since === undefined ? undefined : new RecentRecords(reading.store, secondsOf(since, Date.now()));
  const unread: Edge[] = [];
  const tally = tallyOf(recent ?? reading.store, questions, (hop) => unread.push(hop));
  if (tally.counts.spans === 0) throw nothingIn(reading, recent?.leftOut);
  const examination = await secondReading(reading, tally, questions, how);
  return documentOf(reading, tally, examination, { ...how, leftOut: recent?.leftOut, unread });
}

function questionsOf({ edges, trace }: Demands): Questions {
  return {
    asked: hopsOf(edges), wanted: new Set(trace === undefined ? [] : [trace]),
    linking: new Set(edges.filter(({ must }) => must === 'be a link').map(({ callee }) => callee)),
  };
}

function hopsOf(edges: readonly AskedEdge[]): AskedEdge[] {
  return edges.filter(({ must }) => must === 'be linked');
}

/** Where it was interrupted, there is none. */
async function secondReading(reading: Reading, tally: Tally, questions: Questions, how: JudgingHow): Promise<Examination> {
  const { services } = reading.store;
  const sample = tally.sample();
  if (sample) await readInFull(reading, sample, how, (spans) => suspectLikely(tally, services, [...spans.traces()].map(([, whole]) => whole)));
  const examination = new Examination(tally, services, questions);
  const turns = new Turns();
  await readInFull(reading, tally.suspects, how, async (spans) => {
    for (const [trace, whole] of spans.traces()) {
      examination.add(trace, whole);
      await judgeFound(examination, turns, how.signal);
    }
  });
  if (!how.signal.aborted) examination.close();
  await judgeFound(examination, turns, how.signal);
  examination.links.resolve(reading.store);
  if (examination.reversed > 0) reading.oddities.note('END_BEFORE_START', '', 0, examination.reversed);
  return examination;
}

/** Where it is interrupted, what was judged by then stands. */
async function judgeFound(examination: Examination, turns: Turns, signal: AbortSignal): Promise<void> {
  await turns.next();
  for (const _ of examination.judging()) {
    if (signal.aborted) return;
    await turns.next();
  }
}

async function readInFull({ places, lineScan: { scanner }, store: { names }, shorter }: Reading, suspects: Suspects, { folder, signal }: JudgingHow, use: (spans: WholeSpans) => void | Promise<void>): Promise<void> {
  if (signal.aborted) return;
  const spans = new WholeSpans(folder);
  const turns = new Turns();
  try {
    for await (const span of wholeSpans(places.all, suspects, { scanner, serviceAt: (index) => names[index]!, onShorter: (path) => shorter.add(path) }, signal)) {
      if (signal.aborted) return;
      spans.add(span);
      await turns.next();
    }
    await use(spans);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    spans.close();
  }
}

function nothingIn({ oddities: { unreadableCount, unreadable }, lines }: Reading, leftOut = 0): Problem {
  if (leftOut > 0) return new Problem(3, `There is no trace to check that began so late: ${leftOut} began before, or say no time.`);
  const [first] = unreadable;
  if (!first) return new Problem(3, `There is no span to check. It has ${counted(lines, 'line')}.`);
  if (unreadableCount === 1 && first.line === 0) return new Problem(3, `There is no span to check. \`${first.file}\` cannot be read: ${first.reason}.`);
  const place = first.line > 0 ? `${first.file}:${first.line}` : first.file;
  const count = unreadable.every(({ line }) => line > 0) ? `${unreadableCount} of ${counted(lines, 'line')}` : `${unreadableCount} files or lines`;
  return new Problem(3, `There is no span to check. ${count} cannot be read, ${place} first: ${first.reason}.`);
}

/** `leftOut`: traces that began too early; undefined: all traces count. `unread`: hops that too many traces lack for anybody to look why. */
type Course = JudgingHow & { leftOut: number | undefined; unread: readonly Edge[] };

function documentOf(reading: Reading, tally: Tally, examination: Examination, { demands: { edges: asked, limits, top, trace }, before, signal, began, leftOut, unread, unopened }: Course): CheckDocument {
  const { oddities, places, bytes, lines, lineScan: { unplaced }, store } = reading;
  const { unreadable, unreadableCount } = oddities;
  const { spans, traces, roots, entries, orphans, cycles } = tally.counts;
  const complete = !signal.aborted;
  const one = trace === undefined ? undefined : examination.traceOf(trace);
  if (trace !== undefined && one === undefined && complete) throw new Problem(3, `The trace \`${trace}\` is in none of the files${leftOut === undefined ? '' : ', or is left out because of the time at which it began'}.`);
  const edges = examination.edges.entries();
  const services = store.services.filter((_name, number) => tally.services.has(number));
  const inPart = tally.linking.read < tally.linking.traces;
  const hops = asked.map((each) => expectationOf(each, { edges, services, inPart, links: (link) => examination.links.count(link), isUnread: (hop) => examination.overflowed || unread.some(({ caller, callee }) => caller === hop.caller && callee === hop.callee) }));
  const expectations = [...hops, ...limitExpectations(limits, { orphans, cycles, edges, unreadableCount })];
  const found = { spans, traces, ...leftOut === undefined ? {} : { leftOut }, roots, entries, orphans, cycles, edges, expectations, unreadable, unreadableCount, ...before && { baseline: baselineOf(before, { ...tally.counts, edges }, hopsOf(asked)) } };
  const gaps = [...[...reading.shorter].map((path) => `\`${path}\` became shorter while it was read, so not all that was suspicious was looked at`), ...unopened.map((path) => `\`${path}\` could not be looked at`)];
  return {
    schema: 'tracehop.check/1', tool: VERSION, linked: isLinked(found) && gaps.length === 0, summary: [...gaps, summaryOf(found)].join('; '), complete,
    files: places.all.length, bytes, lines, ...found, duplicates: complete ? examination.duplicates : tally.counts.repetitions, conflicts: examination.conflicts, unplaced,
    findings: [...oddities.findings, ...partsFindings(tally, unread, examination.overflowed)], services,
    examples: examination.edges.cases(top).map((each) => verdictDocument(each, { tool: VERSION, collector: { kind: 'unknown', version: 'unknown' }, findings: [], milliseconds: NO_TIMES })),
    trace: one?.spans ?? [], ...one && { traceHops: one.hops, traceFindings: one.findings },
    seconds: Math.round(performance.now() - began) / 1_000, peakMemoryBytes: process.resourceUsage().maxRSS * 1_024,
  };
}

/** What was looked at in part, as there is too much of it. */
function partsFindings({ linking: { traces, read } }: Tally, unread: readonly Edge[], overflowed: boolean): CheckFinding[] {
  const finding = (code: string, message: string, count: number): CheckFinding => ({ code, message, count, file: '', line: 0 });
  return [
    ...read === traces ? [] : [finding('LINKS_IN_PART', `Links were looked for in ${read} of the ${traces} traces that may have them: there are too many to read all of them.`, traces - read)],
    ...unread.map(({ caller, callee }) => finding('HOPS_IN_PART', `More than ${MOST_IN_FULL} traces of \`${caller}\` lack the hop to \`${callee}\`: too many to be read in full, so nobody looked why.`, 1)),
    ...overflowed ? [finding('LOOSE_IN_PART', `More than ${MOST_LOOSE} calls have no answer, or answers no call: too many to be compared from trace to trace.`, 1)] : [],
  ];
}
