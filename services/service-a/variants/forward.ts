// Service A, which passes the `traceparent` that it gets on to service B by hand. Where A is instrumented this does
// nothing, since the instrumentation writes its own over it. Where it is not, B becomes a child of A's caller.

import axios from 'axios';
import express from 'express';

import { log } from '../../log.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';
import { bounds } from '../bounds.ts';
import { callFailure, compare } from '../comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const app = express();

app.get('/call-b', async (request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    const headers = { traceparent: request.headers['traceparent'] };
    const { status, data } = await axios.get(B_URL, { headers, ...bounds() });
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
