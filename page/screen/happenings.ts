// The events of a run as lines for a person: one line for each that happened, and one for what is being waited for.

import type { SpanEntry } from '../../verifier/document.ts';
import type { RequestEvent } from '../stage.ts';
import type { LabState, Run } from './scene.ts';

export interface Line {
  /** `pending`: not there yet. */
  mark: 'done' | 'good' | 'bad' | 'pending';
  /** When, after sending began. */
  at: string;
  text: string;
  /** To be read exactly, such as a command. */
  detail?: string;
}

export function linesOf(run: Run, lab: LabState): Line[] {
  const lines = run.events.flatMap((event, index) => LINES[event.kind](event as never, run.events.slice(0, index)));
  if (run.failure !== null) return [...lines, { mark: 'bad', at: '', text: run.failure }];
  return run.over ? lines : [...lines, { mark: 'pending', at: '', text: nextOf(run, lab) }];
}

type Earlier = readonly RequestEvent[];

type Lines = { [Kind in RequestEvent['kind']]: (event: Extract<RequestEvent, { kind: Kind }>, earlier: Earlier) => Line[] };

const LINES: Lines = {
  lab: ({ became, milliseconds }) => [{ mark: 'done', at: '', text: `The lab was ${became} in ${(milliseconds / 1000).toFixed(1)} s` }],
  sent: ({ request, line, milliseconds }) => [{ mark: 'done', at: time(milliseconds), text: `Request ${request + 1} sent to service-a`, detail: line }],
  answered: ({ request, status, error, milliseconds }) => [{
    mark: error === null ? 'done' : 'bad', at: time(milliseconds), text: error === null ? `Request ${request + 1} answered with status ${status}` : `Request ${request + 1} got no answer: ${error}`,
  }],
  action: ({ done, milliseconds }) => [{ mark: 'done', at: time(milliseconds), text: `Done to the lab: ${done}` }],
  spans: ({ seenIn, spans, milliseconds }, earlier) => [...Map.groupBy(spans, ({ service }) => service)].map(([service, theirs]) => ({
    mark: 'done', at: time(milliseconds), text: `${theirs.length} ${theirs.length === 1 ? 'span' : 'spans'} of ${service} ${seenIn === 'tap' ? 'reached the Collector' : 'in the Collector\'s file'}`, ...newIn(theirs, earlier),
  })),
  verdict: ({ request, document: { verdict, linked }, milliseconds }) => [{ mark: linked ? 'good' : 'bad', at: time(milliseconds), text: `Verdict of request ${request + 1}: ${verdict}` }],
  expectation: () => [],
};

/** What is in the file was mostly in the tap before, and is written out once. */
function newIn(spans: readonly SpanEntry[], earlier: Earlier): Pick<Line, 'detail'> {
  const known = new Set(earlier.flatMap((event) => event.kind === 'spans' ? event.spans.map(nameOf) : []));
  const probes = earlier.flatMap((event) => event.kind === 'sent' ? [event.probe] : []);
  const texts = spans.filter((span) => !known.has(nameOf(span))).map((span) => spanText(span, probes.some((probe) => probe.includes(span.traceId))));
  return texts.length === 0 ? {} : { detail: texts.join('\n') };
}

function nameOf({ service, traceId, spanId, parentSpanId }: SpanEntry): string {
  return [service, traceId, spanId, parentSpanId].join(' ');
}

function spanText({ kind, name, traceId, spanId, parentSpanId }: SpanEntry, isProbed: boolean): string {
  return `${kind} ${name}  ${spanId}  ${parentSpanId === null ? 'without a parent' : `below ${parentSpanId}`}${isProbed ? '' : `, in another trace: ${traceId}`}`;
}

function nextOf({ events }: Run, { state }: LabState): string {
  if (state === 'switching') return 'The lab is being switched …';
  const [sent, answered] = [count(events, 'sent'), count(events, 'answered')];
  if (sent === 0) return 'Sending …';
  return answered < sent ? 'Waiting for the answer …' : 'Waiting for spans …';
}

function count(events: readonly RequestEvent[], kind: RequestEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length;
}

function time(milliseconds: number): string {
  return milliseconds < 10_000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
