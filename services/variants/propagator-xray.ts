// Propagates by AWS X-Ray's header alone. Loaded after telemetry.ts, whose propagator it replaces: the SDK knows no
// name for this one that OTEL_PROPAGATORS could give.

import { propagation } from '@opentelemetry/api';
import { AWSXRayPropagator } from '@opentelemetry/propagator-aws-xray';

propagation.disable();
propagation.setGlobalPropagator(new AWSXRayPropagator());
