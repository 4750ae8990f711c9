// The start-up of service B: as services/telemetry.ts, and with a sampler, which decides for each span that begins
// whether it is recorded.

import { createRequire, syncBuiltinESMExports } from 'node:module';

import { trace } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace';
import { register } from 'import-in-the-middle/register-hooks.mjs';

import { CountingExporter } from '#services/exporter.ts';
import { PROPAGATION_HEADERS } from '#services/propagation-headers.ts';
import { started } from '#services/started.ts';

// `user-agent` is on every request: where it was recorded and `traceparent` was not, there was none.
const recordedHeaders = { requestHeaders: [...PROPAGATION_HEADERS, 'user-agent'] };

/** Records what the caller records. Traces that would begin here, without a caller, are not recorded. */
const sampler: Sampler = {
  shouldSample(parentContext) {
    const parent = trace.getSpan(parentContext);
    // TODO: the parent is a span of service A, in another process. Does this say what service A decided?
    const isRecorded = parent?.isRecording() ?? false;
    return { decision: isRecorded ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
  },
  toString: () => 'as the caller',
};

const exporter = new CountingExporter();

const sdk = new NodeSDK({
  sampler,
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

// 1. The SDK starts, and waits for `http` to be loaded in order to patch it.
sdk.start();
Object.assign(started, { sdk, exporter });

// 2. Load it now, and carry the patch into the names that ES modules import from it.
const require = createRequire(import.meta.url);
require('node:http');
require('node:https');
syncBuiltinESMExports();

// 3. Let ES modules that import `express` from here on get the patched one. Not before the SDK, and
//    not for `http`: either would count every outgoing call twice.
register({ include: ['express'] });
