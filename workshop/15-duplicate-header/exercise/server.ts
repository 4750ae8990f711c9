// Service A, which tells service B for which tenant it calls: in `baggage`, the header for what travels with a trace.

import { context, propagation } from '@opentelemetry/api';
import express from 'express';

import { log } from '#services/log.ts';
import { serve } from '#services/serve.ts';
import { serverSpan, tracingSetup } from '#services/server-span.ts';
import { bounds } from '#services/service-a/bounds.ts';
import { callFailure, compare } from '#services/service-a/comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const tenant = propagation.createBaggage({ tenant: { value: 'blue' } });

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    const withTenant = propagation.setBaggage(context.active(), tenant);
    // TODO: `inject` writes `baggage`, and `traceparent` too. `fetch` has its own way to send both.
    const headers: Record<string, string> = {};
    propagation.inject(withTenant, headers);
    const reply = await fetch(B_URL, { headers, signal: bounds().signal });
    const [status, data] = [reply.status, await reply.json()];
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
