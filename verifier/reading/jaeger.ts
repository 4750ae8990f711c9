// Jaeger's JSON export, from its page or its query API, to the value that the same spans have as OTLP JSON.
// https://github.com/jaegertracing/jaeger/blob/main/internal/uimodel/model.go

import { attributesOf, type JaegerTag, statusOf, takeTag } from './jaeger-tags.ts';

type Fields = Readonly<Record<string, unknown>>;

const ROOT = 'the document';

/** Throws TypeError that names the place where the value is no export of Jaeger. */
export function requestOfJaeger(parsed: unknown): { resourceSpans: object[] } {
  const traces = listOf(fieldsOf(parsed, ROOT), 'data', ROOT);
  return { resourceSpans: traces.flatMap((trace, index) => groupsOf(trace, `data[${index}]`)) };
}

/** A group for each process, in which the spans have each their scope. */
function groupsOf(trace: Fields, at: string): object[] {
  const processes = trace['processes'] === undefined || trace['processes'] === null ? {} : fieldsOf(trace['processes'], `${at}.processes`);
  const byProcess = new Map<string, object[]>();
  listOf(trace, 'spans', at).forEach((span, index) => {
    const where = `${at}.spans[${index}]`;
    const id = typeof span['processID'] === 'string' ? span['processID'] : '';
    const group = byProcess.get(id) ?? [];
    group.push(scopeSpans(span, where));
    byProcess.set(id, group);
  });
  return [...byProcess].map(([id, scopes]) => ({ resource: resourceOf(Object.hasOwn(processes, id) ? processes[id] : undefined, `${at}.processes`), scopeSpans: scopes }));
}

function resourceOf(given: unknown, at: string): object {
  const process = given === undefined || given === null ? {} : fieldsOf(given, at);
  const service = typeof process['serviceName'] === 'string' ? process['serviceName'] : '';
  return { attributes: [{ key: 'service.name', value: { stringValue: service } }, ...attributesOf(tagsOf(process, at))] };
}

/** Tags by which Jaeger tells what OTLP has fields for. */
const TAKEN = ['span.kind', 'otel.status_code', 'otel.status_description', 'error', 'otel.library.name', 'otel.library.version', 'otel.scope.name', 'otel.scope.version', 'internal.span.format', 'w3c.tracestate'];

function scopeSpans(span: Fields, at: string): object {
  const tags = tagsOf(span, at);
  const traceId = idOf(span, 'traceID', 32, at);
  const references = listOf(span, 'references', at).map((reference, index) => referenceOf(reference, `${at}.references[${index}]`));
  const parent = references.find((reference) => reference.isParent && reference.traceId === traceId);
  const start = microsecondsOf(span, 'startTime', at);
  return {
    scope: { name: takeTag(tags, 'otel.scope.name', 'otel.library.name'), version: takeTag(tags, 'otel.scope.version', 'otel.library.version') },
    spans: [{
      traceId, spanId: idOf(span, 'spanID', 16, at), ...parentOf(span, parent?.spanId, at), name: typeof span['operationName'] === 'string' ? span['operationName'] : '', kind: KINDS[takeTag(tags, 'span.kind')] ?? 0,
      startTimeUnixNano: nanoseconds(start), endTimeUnixNano: nanoseconds(start + microsecondsOf(span, 'duration', at)), traceState: takeTag(tags, 'w3c.tracestate'),
      attributes: attributesOf(tags.filter(({ key }) => !TAKEN.includes(key))), status: statusOf(tags),
      links: references.filter((reference) => reference !== parent).map(({ traceId: trace, spanId }) => ({ traceId: trace, spanId })),
    }],
  };
}

const KINDS: Readonly<Record<string, number>> = Object.assign(Object.create(null) as object, { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 });

/** Exports before Jaeger 1.0 name the parent in the span. */
function parentOf(span: Fields, parent: string | undefined, at: string): { parentSpanId?: string } {
  if (parent !== undefined) return { parentSpanId: parent };
  return typeof span['parentSpanID'] === 'string' && span['parentSpanID'] !== '' ? { parentSpanId: idOf(span, 'parentSpanID', 16, at) } : {};
}

function referenceOf(reference: Fields, at: string): { isParent: boolean; traceId: string; spanId: string } {
  return { isParent: reference['refType'] === 'CHILD_OF', traceId: idOf(reference, 'traceID', 32, at), spanId: idOf(reference, 'spanID', 16, at) };
}

/** Jaeger leaves the zeros out that an id begins with. */
function idOf(from: Fields, name: string, digits: number, at: string): string {
  const value = from[name];
  if (typeof value !== 'string' || value === '') throw new TypeError(`not an export of Jaeger: ${at} has no \`${name}\``);
  return /^[0-9a-f]+$/i.test(value) ? value.toLowerCase().padStart(digits, '0') : value;
}

function microsecondsOf(from: Fields, name: string, at: string): bigint {
  const value = from[name] ?? 0;
  if (typeof value !== 'number' || !Number.isSafeInteger(Math.trunc(value)) || value < 0) throw new TypeError(`not an export of Jaeger: \`${name}\` of ${at} is no number of microseconds`);
  return BigInt(Math.trunc(value));
}

function nanoseconds(microseconds: bigint): string {
  return String(microseconds * 1_000n);
}

function tagsOf(from: Fields, at: string): JaegerTag[] {
  return listOf(from, 'tags', at).flatMap(({ key, type, value }) => (typeof key === 'string' ? [{ key, type, value }] : []));
}

function listOf(from: Fields, name: string, at: string): Fields[] {
  const value = from[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new TypeError(`not an export of Jaeger: \`${name}\` of ${at} is no list`);
  return value.map((each: unknown, index) => fieldsOf(each, `${at === ROOT ? '' : `${at}.`}${name}[${index}]`));
}

function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`not an export of Jaeger: ${at} is no object`);
  return value as Fields;
}
