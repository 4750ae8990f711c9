// Service B, which asks another service before it answers, as services do: a request then has two hops, from A to
// B and from B to C. Nothing is wrong with that.

import axios from 'axios';
import express from 'express';

import { log } from '../../log.ts';
import { receivedHeaders } from '../../propagation-headers.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';

const { C_URL = 'http://127.0.0.1:8084/work' } = process.env;

const app = express();

app.get('/work', async (request, response) => {
  await axios.get(C_URL, { validateStatus: () => true });
  const answer = {
    service: 'service-b',
    received_traceparent: request.headers['traceparent'] ?? null,
    ...serverSpan(),
    received: receivedHeaders(request),
    ...tracingSetup(),
  };
  log('worked', { received_traceparent: answer.received_traceparent });
  response.json(answer);
});

serve(app);
