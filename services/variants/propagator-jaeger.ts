// Propagates by Jaeger's header alone. Loaded after telemetry.ts, whose propagator it replaces: the SDK knows no name
// for this one that OTEL_PROPAGATORS could give.

import { propagation } from '@opentelemetry/api';

import { jaegerPropagator } from './jaeger.ts';

propagation.disable();
propagation.setGlobalPropagator(jaegerPropagator);
