// Service B, which answers the first call with a redirect to itself. A caller that follows it makes a second call,
// with a CLIENT span of its own, and that one is answered.

import express from 'express';

import { log } from '../../log.ts';
import { receivedHeaders } from '../../propagation-headers.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';

const app = express();

app.get('/work', (request, response) => {
  if (request.query['moved'] === undefined) {
    response.redirect('/work?moved');
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
