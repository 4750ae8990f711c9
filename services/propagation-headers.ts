// The headers in which tracing systems carry a trace context from one process to the next.

import type { IncomingMessage } from 'node:http';

export const PROPAGATION_HEADERS = [
  'traceparent', 'tracestate', 'baggage', // W3C
  'b3', // B3, single header
  'x-b3-traceid', 'x-b3-spanid', 'x-b3-parentspanid', 'x-b3-sampled', 'x-b3-flags', // B3, multiple headers
  'uber-trace-id', // Jaeger
  'x-amzn-trace-id', // AWS X-Ray
  'sentry-trace',
  'x-datadog-trace-id', 'x-datadog-parent-id', 'x-datadog-sampling-priority', 'x-datadog-origin', 'x-datadog-tags',
];

/** Every value of every propagation header, as it arrived: Node's `headers` would join two values into one. */
export function receivedHeaders(request: IncomingMessage): Record<string, string[]> {
  const received: Record<string, string[]> = {};
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i]!.toLowerCase();
    if (PROPAGATION_HEADERS.includes(name)) (received[name] ??= []).push(request.rawHeaders[i + 1]!);
  }
  return received;
}
