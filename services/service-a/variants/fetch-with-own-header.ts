// Service A, which puts a `traceparent` on its call by hand, as was necessary before `fetch` was instrumented. The
// `undici` instrumentation does not replace the header, but appends one of its own: B gets two, and the standard
// says that two are none. (The instrumentation of `node:http` does replace it: with axios this would be harmless.)

import { context, propagation } from '@opentelemetry/api';
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
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
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
