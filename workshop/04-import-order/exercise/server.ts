// Service A. It calls service B with the library axios, and answers with the library express.

import axios from 'axios';
import express from 'express';

import { log } from '#services/log.ts';
import { serve } from '#services/serve.ts';
import { serverSpan, tracingSetup } from '#services/server-span.ts';
import { bounds } from '#services/service-a/bounds.ts';
import { callFailure, compare } from '#services/service-a/comparison.ts';
// TODO: this starts OpenTelemetry. Is this the right time?
import '#services/variants/telemetry-sdk-only.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    // Nothing here mentions tracing: the instrumentation adds the `traceparent` header to this call.
    const { status, data } = await axios.get(B_URL, bounds());
    const answer = compare(ownSpan, data, status);
    log('called-b', { service_b_status: status, error: answer.error });
    response.status(answer.error === undefined ? 200 : 502).json(answer);
  } catch (error) {
    const { status, message } = callFailure(error, B_URL);
    log('called-b', { error: message });
    response.status(status).json({ ...compare(ownSpan, null, null), error: message });
  }
});

serve(app);
