// One line of a span file, as the Collector's file exporter writes it, to spans. A line that is not that is
// refused with the reason. https://github.com/open-telemetry/opentelemetry-proto (OTLP JSON encoding)

import { isZero } from '../wire.ts';
import { SPAN_KINDS, SPAN_STATUSES, type Span } from '../span.ts';

export type Line = { spans: Span[] } | { unreadable: string };

const HEADER_PREFIX = 'http.request.header.';

interface KeyValue { key?: unknown; value?: { stringValue?: unknown; intValue?: unknown; arrayValue?: { values?: unknown } } }
export interface OtlpSpan {
  traceId?: unknown; spanId?: unknown; parentSpanId?: unknown; flags?: unknown; name?: unknown; kind?: unknown;
  attributes?: unknown; status?: { code?: unknown }; startTimeUnixNano?: unknown; endTimeUnixNano?: unknown; links?: unknown;
}

/** A span as it was exported, with the names of its service and of its instrumentation scope. */
export interface Exported {
  span: OtlpSpan;
  service: string;
  scope: string;
}

export function readLine(line: string): Line {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { unreadable: 'not a JSON object' };
    return { spans: exportedIn(parsed).map(readSpan) };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/** The spans of an export request, in their order. Throws where a list is none. */
export function exportedIn(request: { resourceSpans?: unknown }): Exported[] {
  return list<{ resource?: { attributes?: unknown }; scopeSpans?: unknown }>(request.resourceSpans)
    .flatMap((group) => list<{ scope?: { name?: unknown }; spans?: unknown }>(group.scopeSpans)
      .flatMap(({ scope, spans }) => list<OtlpSpan>(spans).map((span) => ({ span, service: serviceName(group.resource?.attributes), scope: scopeName(scope) }))));
}

/** A name that is no text is none, and costs no span. */
export function scopeName(scope: { name?: unknown } | null | undefined): string {
  return typeof scope?.name === 'string' ? scope.name : '';
}

/** Throws where it has no ids, or a list in it is none. */
export function readSpan({ span, service, scope }: Exported): Span {
  const attributes = list<KeyValue>(span.attributes);
  return {
    service,
    scope,
    kind: named(SPAN_KINDS, 'SPAN_KIND_', span.kind),
    name: String(span.name ?? ''),
    traceId: id(span.traceId, 'traceId'),
    spanId: id(span.spanId, 'spanId'),
    parentSpanId: isZero(String(span.parentSpanId ?? '')) ? undefined : id(span.parentSpanId, 'parentSpanId'),
    flags: Number(span.flags ?? 0),
    status: named(SPAN_STATUSES, 'STATUS_CODE_', span.status?.code),
    requestHeaders: requestHeaders(attributes),
    responseStatus: responseStatus(attributes),
    request: requestOf(attributes),
    host: hostOf(attributes),
    startTime: milliseconds(span.startTimeUnixNano),
    endTime: milliseconds(span.endTimeUnixNano),
    links: list<{ traceId?: unknown; spanId?: unknown }>(span.links)
      .map(({ traceId, spanId }) => ({ traceId: String(traceId).toLowerCase(), spanId: String(spanId).toLowerCase() })),
  };
}

function requestHeaders(attributes: readonly KeyValue[]): ReadonlyMap<string, readonly string[]> {
  return new Map(attributes
    .filter(({ key }) => typeof key === 'string' && key.startsWith(HEADER_PREFIX))
    .map(({ key, value }) => [String(key).slice(HEADER_PREFIX.length), headerValues(value)]));
}

/** A list by the semantic conventions; some SDKs write a plain string. */
function headerValues(value: KeyValue['value']): readonly string[] {
  if (typeof value?.stringValue === 'string') return [value.stringValue];
  return list<{ stringValue?: unknown }>(value?.arrayValue?.values).map((each) => String(each.stringValue ?? ''));
}

/** `http.status_code` is its name before version 1.20 of the semantic conventions. */
function responseStatus(attributes: readonly KeyValue[]): number | undefined {
  const value = attributes.find(({ key }) => key === 'http.response.status_code' || key === 'http.status_code')?.value?.intValue;
  return value === undefined ? undefined : Number(value);
}

/** The names before version 1.20 of the semantic conventions are `http.method`, `http.url` and `http.target`. */
function requestOf(attributes: readonly KeyValue[]): string | undefined {
  const method = textOf(attributes, 'http.request.method', 'http.method');
  const target = textOf(attributes, 'url.path', 'http.target') ?? textOf(attributes, 'url.full', 'http.url');
  if (method === undefined || target === undefined) return undefined;
  const path = URL.canParse(target) ? new URL(target).pathname : target.replace(/[?#].*$/s, '');
  return `${method} ${path}`;
}

/** `net.host.name` and `net.peer.name` are its names before version 1.20 of the semantic conventions. */
function hostOf(attributes: readonly KeyValue[]): string | undefined {
  const name = textOf(attributes, 'server.address', 'net.host.name', 'net.peer.name');
  const port = attributes.find(({ key }) => key === 'server.port' || key === 'net.host.port' || key === 'net.peer.port')?.value?.intValue;
  return name === undefined || port === undefined ? name : `${name}:${String(port)}`;
}

function textOf(attributes: readonly KeyValue[], ...keys: string[]): string | undefined {
  const value = attributes.find(({ key }) => keys.includes(String(key)))?.value?.stringValue;
  return typeof value === 'string' ? value : undefined;
}

function serviceName(attributes: unknown): string {
  return String(list<KeyValue>(attributes).find(({ key }) => key === 'service.name')?.value?.stringValue ?? '');
}

/** Nanoseconds have more digits than a number holds, so they are cut as text. */
function milliseconds(nanoseconds: unknown): number {
  const text = String(nanoseconds ?? '');
  return /^\d{7,}$/.test(text) ? Number(text.slice(0, -6)) : 0;
}

/** By number, as OTLP JSON demands, or by the name that other protobuf writers use. The first name is the default. */
function named<Name extends string>(names: readonly [Name, ...Name[]], prefix: string, value: unknown): Name {
  return names.find((name) => value === `${prefix}${name}`) ?? names[Number(value ?? 0)] ?? names[0];
}

function id(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`a span without a \`${field}\``);
  return value.toLowerCase();
}

function list<T>(value: unknown): readonly T[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'object' || each === null)) throw new Error('not OTLP: a list of objects was expected');
  return value as T[];
}
