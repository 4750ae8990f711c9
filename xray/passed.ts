// A span as it passed a tap, with everything that a component might change in it. Values are kept as hashes: what
// they were is nobody's business, and 100,000 spans have many.
// https://github.com/open-telemetry/opentelemetry-proto (OTLP JSON encoding)

import { isZero } from '../verifier/wire.ts';
import { SPAN_KINDS, type SpanKind } from '../verifier/span.ts';

export interface Passed {
  /** Lower-case hexadecimal. */
  traceId: string;
  spanId: string;
  /** Undefined: a root. */
  parentSpanId: string | undefined;
  service: string;
  kind: SpanKind;
  name: string;
  /** OTLP code: 2 is ERROR. */
  status: number;
  flags: number;
  traceState: string;
  /** The spans that it names besides its parent, as one text. */
  links: string;
  /** Nanoseconds since 1970, as text. */
  start: string;
  end: string;
  /** Sorted: `http.route`, `resource host.name`, `event exception.message`, `scope name`. */
  names: readonly string[];
  /** A hash of each one's value. */
  values: readonly number[];
  /** The patterns that were found, each with the name of the value that it was found in. */
  exposed: readonly Exposure[];
}

export type Exposure = readonly [pattern: string, name: string];

interface KeyValue { key?: unknown; value?: unknown }
interface Group { resource?: { attributes?: KeyValue[] }; scopeSpans?: { scope?: { name?: unknown; attributes?: KeyValue[] }; spans?: OtlpSpan[] }[] }
interface OtlpSpan {
  traceId?: unknown; spanId?: unknown; parentSpanId?: unknown; name?: unknown; kind?: unknown; flags?: unknown; traceState?: unknown;
  startTimeUnixNano?: unknown; endTimeUnixNano?: unknown; attributes?: KeyValue[]; status?: { code?: unknown; message?: unknown };
  events?: { name?: unknown; attributes?: KeyValue[] }[]; links?: { traceId?: unknown; spanId?: unknown; attributes?: KeyValue[] }[];
}

const NOTHING: readonly Exposure[] = [];

/** The same list of names is one list in memory, however many spans have it. */
const NAMES = new Map<string, readonly string[]>();

/** `patterns`: regular expressions to look for in values. Throws SyntaxError, or TypeError, where the line is not what a file exporter writes. */
export function passedIn(line: string, patterns: readonly string[] = []): Passed[] {
  const expressions = patterns.map((pattern) => [pattern, new RegExp(pattern, 'u')] as const);
  const { resourceSpans = [] } = JSON.parse(line) as { resourceSpans?: Group[] };
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const ofResource = named('resource', resource?.attributes);
    const service = textOf((resource?.attributes ?? []).find(({ key }) => key === 'service.name')?.value);
    return scopeSpans.flatMap(({ scope, spans = [] }) => spans.map((span) => passed(span, service, [...ofResource, ['scope name', scope?.name ?? ''], ...named('scope', scope?.attributes)], expressions)));
  });
}

/** One of these spans, from the JSON that was made of it. */
export function reread(text: string): Passed {
  const span = JSON.parse(text) as Passed;
  return { ...span, parentSpanId: span.parentSpanId, names: shared(span.names) };
}

function passed(span: OtlpSpan, service: string, around: readonly (readonly [string, unknown])[], expressions: readonly (readonly [string, RegExp])[]): Passed {
  const entries = [...around, ...own(span)];
  const { names, values } = digest(entries);
  const parent = String(span.parentSpanId ?? '').toLowerCase();
  return {
    traceId: String(span.traceId ?? '').toLowerCase(), spanId: String(span.spanId ?? '').toLowerCase(), parentSpanId: isZero(parent) ? undefined : parent,
    service, kind: SPAN_KINDS[Number(span.kind ?? 0)] ?? 'UNSPECIFIED', name: String(span.name ?? ''), status: Number(span.status?.code ?? 0),
    flags: Number(span.flags ?? 0), traceState: String(span.traceState ?? ''),
    links: (span.links ?? []).map(({ traceId, spanId }) => `${String(traceId)} ${String(spanId)}`.toLowerCase()).join(', '),
    start: String(span.startTimeUnixNano ?? ''), end: String(span.endTimeUnixNano ?? ''), names, values, exposed: exposed(entries, expressions),
  };
}

/** The fields of a span that are no attributes are told apart from them by a space in their names. */
function own({ name, kind, status, startTimeUnixNano, endTimeUnixNano, attributes = [], events = [], links = [] }: OtlpSpan): [string, unknown][] {
  const fields: [string, unknown][] = [['span name', name], ['span kind', kind ?? 0], ['span status', [status?.code ?? 0, status?.message ?? '']], ['span times', [startTimeUnixNano, endTimeUnixNano]]];
  return [
    ...fields,
    ...attributes.map(({ key, value }): [string, unknown] => [String(key), value]),
    ...events.flatMap((event) => named('event', event.attributes)),
    ...links.flatMap((link) => named('link', link.attributes)),
    ...events.length > 0 ? [['span events', events.map((event) => event.name)] as [string, unknown]] : [],
  ];
}

/** Those that are not the span's own. */
function named(where: string, attributes: readonly KeyValue[] = []): [string, unknown][] {
  return attributes.map(({ key, value }) => [`${where} ${String(key)}`, value]);
}

/** Ids and times are no values: they are digits that may look like anything. */
function exposed(entries: readonly (readonly [string, unknown])[], expressions: readonly (readonly [string, RegExp])[]): readonly Exposure[] {
  if (expressions.length === 0) return NOTHING;
  const texts = entries.flatMap(([name, value]) => name === 'span times' ? [] : [[name, textsIn(value)] as const]);
  return expressions.flatMap(([pattern, expression]) => texts.filter(([, each]) => each.some((text) => expression.test(text))).map(([name]): Exposure => [pattern, name]));
}

/** Each as a person has it, and not as JSON writes it, so that a pattern can say where a value begins and ends. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value ?? '')];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.values(value).flatMap(textsIn);
}

/** Several values of one name, as several events have them, are one. */
function digest(entries: readonly (readonly [string, unknown])[]): Pick<Passed, 'names' | 'values'> {
  const hashes = new Map<string, number>();
  for (const [name, value] of entries) hashes.set(name, hash(JSON.stringify(value) ?? '', hashes.get(name)));
  const sorted = [...hashes.keys()].sort();
  return { names: shared(sorted), values: sorted.map((name) => hashes.get(name)!) };
}

/** Of a value as OTLP/JSON has it: `{"stringValue": "x"}`. */
export function valueHash(value: unknown): number {
  return hash(JSON.stringify(value));
}

function shared(names: readonly string[]): readonly string[] {
  const key = names.join('\n');
  const known = NAMES.get(key) ?? names;
  NAMES.set(key, known);
  return known;
}

/** FNV-1a, 32 bits: of two different values, one pair in four thousand million is taken for the same. */
function hash(text: string, from = 0x811c9dc5): number {
  let sum = from;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

function textOf(value: unknown): string {
  return String((value as { stringValue?: unknown } | undefined)?.stringValue ?? '');
}
