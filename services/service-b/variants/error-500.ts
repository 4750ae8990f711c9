// Service B, whose work fails: it answers with status 500. Its trace is as whole as that of a success.

import express from 'express';

import { log } from '../../log.ts';
import { receivedHeaders } from '../../propagation-headers.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';

const app = express();

app.get('/work', (request, response) => {
  const answer = {
    service: 'service-b',
    received_traceparent: request.headers['traceparent'] ?? null,
    ...serverSpan(),
    received: receivedHeaders(request),
    ...tracingSetup(),
  };
  log('failed', { received_traceparent: answer.received_traceparent });
  response.status(500).json(answer);
});

serve(app);
