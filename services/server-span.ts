// What a service knows about its own tracing: the SERVER span of the request that it is answering,
// and how it was set up. It goes into the answers, where the verifier compares it with the exported spans.

import { context, propagation, TraceFlags } from '@opentelemetry/api';
import { getRPCMetadata } from '@opentelemetry/core';

export interface ServerSpan {
  trace_id: string | null;
  span_id: string | null;
  parent_span_id: string | null;
  parent_is_remote: boolean | null;
  sampled: boolean | null;
}

/** The SDK's `Span`, as far as it tells of its parent. A span that is not recorded has none of it. */
interface WithParent {
  parentSpanContext?: { spanId: string; isRemote?: boolean };
}

/** The SERVER span, not `trace.getActiveSpan()`: that may be a span of one of Express's layers. */
export function serverSpan(): ServerSpan {
  const span = getRPCMetadata(context.active())?.span;
  const own = span?.spanContext();
  const parent = (span as WithParent | undefined)?.parentSpanContext;
  return {
    trace_id: own?.traceId ?? null,
    span_id: own?.spanId ?? null,
    parent_span_id: parent?.spanId ?? null,
    parent_is_remote: parent?.isRemote ?? null,
    sampled: own ? (own.traceFlags & TraceFlags.SAMPLED) !== 0 : null,
  };
}

/** The headers that this process's propagator reads, and how long its spans may wait in their batch. */
export function tracingSetup(): { propagation_fields: string[]; export_delay_ms: number } {
  return {
    propagation_fields: propagation.fields(),
    // 5 s is the specification's default: OTEL_BSP_SCHEDULE_DELAY in "Environment Variable Specification".
    export_delay_ms: Number(process.env['OTEL_BSP_SCHEDULE_DELAY'] ?? 5000),
  };
}
