// One JSON line an event, on standard output, with the trace that it belongs to.

import { trace } from '@opentelemetry/api';

export function log(event: string, details: Record<string, unknown> = {}): void {
  console.log(JSON.stringify({
    time: new Date().toISOString(),
    service: process.env['OTEL_SERVICE_NAME'],
    event,
    trace_id: trace.getActiveSpan()?.spanContext().traceId,
    ...details,
  }));
}
