// Traces made for what pipelines get wrong. A shape says which spans there are, and in which order and after which
// delays they are sent; this file makes requests of OTLP/JSON from it.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp

import { createHash } from 'node:crypto';

import { SPAN_KINDS, type SpanKind } from '../../verifier/span.ts';

export interface Draft {
  /** Within the shape. */
  id: string;
  /** Undefined: a root. */
  parent?: string;
  service: string;
  kind: SpanKind;
  name: string;
  attributes?: Readonly<Record<string, string | number>>;
  /** Of an event within the span. */
  event?: Readonly<Record<string, string>>;
  isError?: boolean;
  traceState?: string;
  /** Begins another trace, which names this span in a link. */
  linkedTo?: string;
  /** Milliseconds from the begin of the trace. */
  from: number;
  to: number;
}

export interface Shape {
  name: string;
  spans: readonly Draft[];
  /** Ids of the spans that are sent together, so many milliseconds after the first. */
  sent: readonly { after: number; spans: readonly string[] }[];
}

export interface Sending {
  /** Milliseconds after the first. */
  after: number;
  /** An ExportTraceServiceRequest. */
  body: string;
  spans: number;
}

/** The same ids every time. `now`: in milliseconds since 1970. */
export function sendings(shapes: readonly Shape[], copies: number, now: number): Sending[] {
  return Array.from({ length: copies }, (_, copy) => shapes.flatMap((shape) => shape.sent.map(({ after, spans }) => ({
    after, spans: spans.length, body: JSON.stringify({ resourceSpans: byService(shape, spans).map((drafts) => resourceSpans(shape, copy, drafts, now)) }),
  })))).flat().toSorted((one, other) => one.after - other.after);
}

function byService({ spans }: Shape, ids: readonly string[]): Draft[][] {
  return [...Map.groupBy(ids.map((id) => spans.find((draft) => draft.id === id)!), ({ service }) => service).values()];
}

function resourceSpans(shape: Shape, copy: number, drafts: readonly Draft[], now: number): unknown {
  return {
    resource: { attributes: attributes({ 'service.name': drafts[0]!.service, 'host.name': `${drafts[0]!.service}-1` }) },
    scopeSpans: [{ scope: { name: 'tracehop' }, spans: drafts.map((draft) => otlp(shape, copy, draft, now)) }],
  };
}

function otlp(shape: Shape, copy: number, draft: Draft, now: number): unknown {
  const of = (id: string): { traceId: string; spanId: string } => ids(shape, copy, id);
  const { id, parent, kind, name, isError = false, traceState, linkedTo, event, from, to } = draft;
  return {
    ...of(id), ...parent === undefined ? {} : { parentSpanId: of(parent).spanId }, ...traceState === undefined ? {} : { traceState },
    flags: 0x101 | (kind === 'SERVER' && parent !== undefined ? 0x200 : 0), name, kind: SPAN_KINDS.indexOf(kind),
    startTimeUnixNano: nanoseconds(now + from), endTimeUnixNano: nanoseconds(now + to), attributes: attributes(draft.attributes ?? {}),
    ...event === undefined ? {} : { events: [{ timeUnixNano: nanoseconds(now + to), name: 'exception', attributes: attributes(event) }] },
    ...linkedTo === undefined ? {} : { links: [of(linkedTo)] }, status: isError ? { code: 2, message: 'failed' } : {},
  };
}

/** A span that names another trace in a link has a trace id of its own, and so have those below it. */
function ids(shape: Shape, copy: number, id: string): { traceId: string; spanId: string } {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  return { traceId: digest(`${shape.name} ${copy} ${rootOf(shape, id)}`).slice(0, 32), spanId: digest(`${shape.name} ${copy} span ${id}`).slice(0, 16) };
}

function rootOf(shape: Shape, id: string): string {
  const { parent } = shape.spans.find((draft) => draft.id === id)!;
  return parent === undefined ? id : rootOf(shape, parent);
}

function attributes(values: Readonly<Record<string, string | number>>): unknown[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }));
}

function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds)}000000`;
}
