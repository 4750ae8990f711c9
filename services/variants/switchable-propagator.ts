// A propagator that stands in for another one, which can be exchanged while it is in use. The values are those of
// OTEL_PROPAGATORS, and two more that OpenTelemetry for Node has no name for.

import type { TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { AWSXRayPropagator } from '@opentelemetry/propagator-aws-xray';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';

import { addSwitch } from '../admin.ts';
import { jaegerPropagator } from './jaeger.ts';

const PROPAGATORS: Readonly<Record<string, TextMapPropagator>> = {
  // The SDK's own default.
  'tracecontext,baggage': new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  'tracecontext': new W3CTraceContextPropagator(),
  'b3': new B3Propagator(),
  'b3multi': new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  'jaeger': jaegerPropagator,
  'xray': new AWSXRayPropagator(),
  // Reads nothing, and writes nothing.
  'none': new CompositePropagator({ propagators: [] }),
};

const chosen = addSwitch('OTEL_PROPAGATORS', Object.keys(PROPAGATORS), 'tracecontext,baggage');

function current(): TextMapPropagator {
  return PROPAGATORS[chosen.value]!;
}

export const switchablePropagator: TextMapPropagator = {
  inject: (context, carrier, setter) => current().inject(context, carrier, setter),
  extract: (context, carrier, getter) => current().extract(context, carrier, getter),
  fields: () => current().fields(),
};
