// The start-up of telemetry.ts with a propagator and a sampler that can be exchanged while the service runs, through
// its admin port, instead of by a restart with other variables. It also records what a browser asks before it calls.

import { createRequire, syncBuiltinESMExports } from 'node:module';

import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';

import { serveAdmin } from '../admin.ts';
import { CountingExporter } from '../exporter.ts';
import { PROPAGATION_HEADERS } from '../propagation-headers.ts';
import { started } from '../started.ts';
import { switchablePropagator } from './switchable-propagator.ts';
import { switchableSampler } from './switchable-sampler.ts';

// `user-agent` is on every request: where it was recorded and `traceparent` was not, there was none.
const recordedHeaders = { requestHeaders: [...PROPAGATION_HEADERS, 'user-agent'] };

// The question, the preflight, names the headers that a page wants to send, and the answer those that it may.
const recordedWithPreflight = {
  requestHeaders: [...recordedHeaders.requestHeaders, 'origin', 'access-control-request-headers'],
  responseHeaders: ['access-control-allow-origin', 'access-control-allow-headers'],
};

const exporter = new CountingExporter();

const sdk = new NodeSDK({
  textMapPropagator: switchablePropagator,
  sampler: switchableSampler,
  traceExporter: exporter,
  metricReaders: [],
  logRecordProcessors: [],
  instrumentations: getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': {
      // Nor is what comes to the admin port a part of what is observed.
      ignoreIncomingRequestHook: (request) => request.url === '/health' || request.socket.localPort === Number(process.env['ADMIN_PORT']),
      headersToSpanAttributes: { client: recordedHeaders, server: recordedWithPreflight },
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

serveAdmin();
