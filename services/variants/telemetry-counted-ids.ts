// The start-up of telemetry.ts with span ids from a counter instead of random ones: easy to read, and the same in each
// run of a test. But each process begins at 1, so that two services give the same id to two spans of one trace.

import { randomBytes } from 'node:crypto';
import { createRequire, syncBuiltinESMExports } from 'node:module';

import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';

import { CountingExporter } from '../exporter.ts';
import { PROPAGATION_HEADERS } from '../propagation-headers.ts';
import { started } from '../started.ts';

// `user-agent` is on every request: where it was recorded and `traceparent` was not, there was none.
const recordedHeaders = { requestHeaders: [...PROPAGATION_HEADERS, 'user-agent'] };

const exporter = new CountingExporter();

let spans = 0;
const idGenerator = {
  generateTraceId: () => randomBytes(16).toString('hex'),
  generateSpanId: () => (spans += 1).toString(16).padStart(16, '0'),
};

const sdk = new NodeSDK({
  idGenerator,
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
