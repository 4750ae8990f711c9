// Service A, which wraps its call to B in a span of its own and makes that one a root: what is good for a job that
// runs by the clock was copied to a place where there is a request to belong to.

import { trace } from '@opentelemetry/api';
import axios from 'axios';
import express from 'express';

import { log } from '../../log.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';
import { bounds } from '../bounds.ts';
import { callFailure, compare } from '../comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    const { status, data } = await trace.getTracer('service-a').startActiveSpan('call service B', { root: true }, async (span) => {
      const reply = await axios.get(B_URL, bounds());
      span.end();
      return reply;
    });
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
