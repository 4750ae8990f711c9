// Propagates by Jaeger's header. It is written out here because the SDK dropped Jaeger's with its third version, and the
// package of the second refuses the third's API.

import { isSpanContextValid, type TextMapPropagator, trace, TraceFlags } from '@opentelemetry/api';

/** `trace-id:span-id:parent-id:flags`; the parent id is out of use and 0. https://www.jaegertracing.io/sdk-migration/#propagation-format */
const HEADER = 'uber-trace-id';

export const jaegerPropagator: TextMapPropagator = {
  inject(context, carrier, setter) {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    setter.set(carrier, HEADER, `${span.traceId}:${span.spanId}:0:${span.traceFlags & TraceFlags.SAMPLED}`);
  },

  extract(context, carrier, getter) {
    const [traceId = '', spanId = '', , flags = ''] = String(getter.get(carrier, HEADER) ?? '').split(':');
    // Jaeger leaves out leading zeros.
    const span = { traceId: traceId.padStart(32, '0'), spanId: spanId.padStart(16, '0'), traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
    return isSpanContextValid(span) ? trace.setSpanContext(context, span) : context;
  },

  fields: () => [HEADER],
};
