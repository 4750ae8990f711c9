// A span as it was exported, reduced to what a verdict needs.
// https://opentelemetry.io/docs/specs/otel/trace/api/#span

import type { Truth } from './truth.ts';

/** In the order of OTLP's numbers, 0 to 5. */
export const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** In the order of OTLP's numbers, 0 to 2. */
export const SPAN_STATUSES = ['UNSET', 'OK', 'ERROR'] as const;
export type SpanStatus = (typeof SPAN_STATUSES)[number];

export interface Span {
  service: string;
  /** The instrumentation scope: which library made it. */
  scope: string;
  kind: SpanKind;
  name: string;
  /** Lower-case hexadecimal, as all ids here. */
  traceId: string;
  spanId: string;
  /** Undefined: a root. */
  parentSpanId: string | undefined;
  flags: number;
  status: SpanStatus;
  /** `http.request.header.*`, by header name. */
  requestHeaders: ReadonlyMap<string, readonly string[]>;
  /** `http.response.status_code`. */
  responseStatus: number | undefined;
  /** Method and path, such as `GET /work`: what a call asked for. Undefined: not recorded. */
  request: string | undefined;
  /** `server.address`, and the port where it was recorded: whom the call was meant for. */
  host: string | undefined;
  /** Milliseconds since 1970. Only for notes about clocks: time never decides. */
  startTime: number;
  endTime: number;
  /** Spans that it names besides its parent. https://opentelemetry.io/docs/specs/otel/trace/api/#link */
  links: readonly SpanRef[];
}

export interface SpanRef {
  traceId: string;
  spanId: string;
}

/** OTLP's SpanFlags: bit 0x100 says that bit 0x200 means something. https://github.com/open-telemetry/opentelemetry-proto */
export function parentIsRemote(span: Span): Truth {
  return (span.flags & 0x100) === 0 ? 'unknown' : (span.flags & 0x200) !== 0;
}
