// The requests of one web page's call that a service recorded, read from what came in at the Collector: more of them
// than a verdict needs. A call is known by what its URL says behind the `?`, in the preflight and in the call alike.

import { open } from 'node:fs/promises';

/** A SERVER span of a service, as far as it tells of a browser's question and of its own answer. */
export interface RecordedRequest {
  method: string;
  status: number | null;
  traceId: string;
  spanId: string;
  /** Headers, where they were there: `origin`, `traceparent`, `access-control-request-headers`, `access-control-allow-headers`. */
  origin: string | null;
  traceparent: string | null;
  asked: string | null;
  allowed: string | null;
}

interface OtlpValue {
  stringValue?: string;
  intValue?: string | number;
  arrayValue?: { values?: OtlpValue[] };
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  kind: number;
  attributes?: { key: string; value: OtlpValue }[];
}

interface OtlpLine {
  resourceSpans?: { scopeSpans?: { spans?: OtlpSpan[] }[] }[];
}

/** https://github.com/open-telemetry/opentelemetry-proto: SpanKind */
const SERVER = 2;

/** In the order in which they came in. `from`: bytes of the file that are older than the call. */
export async function recordedRequests(file: string, from: number, query: string): Promise<RecordedRequest[]> {
  return (await linesOf(file, from)).flatMap(spansIn).filter(({ kind }) => kind === SERVER).flatMap((span) => {
    const attributes = new Map((span.attributes ?? []).map(({ key, value }) => [key, textOf(value)]));
    if (attributes.get('url.query') !== query) return [];
    const text = (key: string): string | null => attributes.get(key) ?? null;
    const status = text('http.response.status_code');
    return [{
      method: text('http.request.method') ?? '', status: status === null ? null : Number(status), traceId: span.traceId, spanId: span.spanId,
      origin: text('http.request.header.origin'), traceparent: text('http.request.header.traceparent'),
      asked: text('http.request.header.access-control-request-headers'), allowed: text('http.response.header.access-control-allow-headers'),
    }];
  });
}

/** Whole lines only: the Collector may be writing the last one. */
async function linesOf(path: string, from: number): Promise<string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, size - from));
    await file.read(bytes, 0, bytes.length, from);
    return bytes.toString().split('\n').slice(0, -1);
  } finally {
    await file.close();
  }
}

function spansIn(line: string): OtlpSpan[] {
  try {
    const { resourceSpans = [] } = JSON.parse(line) as OtlpLine;
    return resourceSpans.flatMap(({ scopeSpans = [] }) => scopeSpans.flatMap(({ spans = [] }) => spans));
  } catch {
    // The first line may have begun before the call, and then is no JSON from here on.
    return [];
  }
}

function textOf({ stringValue, intValue, arrayValue }: OtlpValue): string | undefined {
  if (arrayValue) return arrayValue.values?.map(textOf).join(', ');
  return stringValue ?? (intValue === undefined ? undefined : String(intValue));
}
