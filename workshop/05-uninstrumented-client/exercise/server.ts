// Service A, which calls service B with Node's own `fetch`.

import express from 'express';

import { log } from '#services/log.ts';
import { serve } from '#services/serve.ts';
import { serverSpan, tracingSetup } from '#services/server-span.ts';
import { bounds } from '#services/service-a/bounds.ts';
import { callFailure, compare } from '#services/service-a/comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    const reply = await fetch(B_URL, { signal: bounds().signal });
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
