// Service B: says which trace context arrived with the request, and which span it made of it.

import express from 'express';

import { log } from '../log.ts';
import { receivedHeaders } from '../propagation-headers.ts';
import { serve } from '../serve.ts';
import { serverSpan, tracingSetup } from '../server-span.ts';

const app = express();

app.get('/work', (request, response) => {
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
