// Service B, which answers three seconds late: after service A has given up, which it does after two.

import { setTimeout as pause } from 'node:timers/promises';

import express from 'express';

import { log } from '../../log.ts';
import { receivedHeaders } from '../../propagation-headers.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';

const LATE_MS = 3000;

const app = express();

app.get('/work', async (request, response) => {
  await pause(LATE_MS);
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
