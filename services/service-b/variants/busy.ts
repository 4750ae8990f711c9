// Service B, which is busy every other time and says so with status 503. Nothing is wrong with that: a caller
// that tries again makes a second call, which has a CLIENT span, and here a SERVER span, of its own.

import express from 'express';

import { log } from '../../log.ts';
import { receivedHeaders } from '../../propagation-headers.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';

let calls = 0;

const app = express();

app.get('/work', (request, response) => {
  calls += 1;
  if (calls % 2 === 1) {
    response.status(503).json({ error: 'Service B is busy.' });
    return;
  }
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
