// A trace context as the headers of one format: what the verifier sends as its probe.

import { formatTraceparent, type TraceContext } from '../wire.ts';

type Writer = (context: TraceContext) => Record<string, string>;

const bit = (sampled: boolean): string => sampled ? '1' : '0';

/** By the names of OTEL_PROPAGATORS. */
const WRITERS = {
  tracecontext: (context) => ({ traceparent: formatTraceparent(context) }),
  b3: ({ traceId, parentId, sampled }) => ({ b3: `${traceId}-${parentId}-${bit(sampled)}` }),
  b3multi: ({ traceId, parentId, sampled }) => ({ 'x-b3-traceid': traceId, 'x-b3-spanid': parentId, 'x-b3-sampled': bit(sampled) }),
  jaeger: ({ traceId, parentId, sampled }) => ({ 'uber-trace-id': `${traceId}:${parentId}:0:0${bit(sampled)}` }),
  xray: ({ traceId, parentId, sampled }) => ({ 'x-amzn-trace-id': `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${parentId};Sampled=${bit(sampled)}` }),
} as const satisfies Record<string, Writer>;

export type Propagator = keyof typeof WRITERS;

export const PROPAGATORS = Object.keys(WRITERS) as Propagator[];

export function headersOf(propagator: Propagator, context: TraceContext): Record<string, string> {
  return WRITERS[propagator](context);
}
