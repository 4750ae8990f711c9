// The start-up of telemetry.ts as many instructions have it: it starts the SDK, and leaves it at that. A module that
// was loaded before, and is not loaded again, is then not instrumented. Nothing says so.

import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { NodeSDK } from '@opentelemetry/sdk-node';

import { CountingExporter } from '../exporter.ts';
import { PROPAGATION_HEADERS } from '../propagation-headers.ts';
import { started } from '../started.ts';

// `user-agent` is on every request: where it was recorded and `traceparent` was not, there was none.
const recordedHeaders = { requestHeaders: [...PROPAGATION_HEADERS, 'user-agent'] };

const exporter = new CountingExporter();

const sdk = new NodeSDK({
  traceExporter: exporter,
  metricReaders: [],
  logRecordProcessors: [],
  instrumentations: getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': {
      ignoreIncomingRequestHook: (request) => request.url === '/health',
      headersToSpanAttributes: { client: recordedHeaders, server: recordedHeaders },
    },
    // `fetch` is traced where OTEL_NODE_ENABLED_INSTRUMENTATIONS names `undici`.
    '@opentelemetry/instrumentation-undici': { headersToSpanAttributes: recordedHeaders },
    // One SERVER span a request, without a span for each layer that Express passes it through.
    '@opentelemetry/instrumentation-express': {
      ignoreLayersType: Object.values(ExpressLayerType),
    },
  }),
});

sdk.start();
Object.assign(started, { sdk, exporter });
