// Service A, which web pages of this machine may call, although they come from another origin (CORS). Before a page sends a
// header that browsers do not take for harmless, such as `traceparent`, its browser asks whether it may: with an OPTIONS
// request, the preflight. Where the answer does not name the header, the browser sends nothing, and the page gets an
// error. So tracing that begins in the browser takes one more word here. https://fetch.spec.whatwg.org/#http-cors-protocol

import axios from 'axios';
import express from 'express';

import { addSwitch } from '../../admin.ts';
import { log } from '../../log.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';
import { bounds } from '../bounds.ts';
import { callFailure, compare } from '../comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const PAGES_OF_THIS_MACHINE = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

// The first is how it is where nobody thought of tracing, and the second how that is mended.
const allowedHeaders = addSwitch('CORS_ALLOWED_HEADERS', ['content-type', 'content-type, traceparent, tracestate'], 'content-type');

const app = express();

app.use((request, response, next) => {
  const { origin = '', 'access-control-request-headers': asked_for } = request.headers;
  response.set('Vary', 'Origin');
  if (PAGES_OF_THIS_MACHINE.test(origin)) response.set('Access-Control-Allow-Origin', origin);
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.set('Access-Control-Allow-Headers', allowedHeaders.value);
  log('preflight', { origin, asked_for, allowed: allowedHeaders.value });
  response.sendStatus(204);
});

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    // Nothing here mentions tracing: the instrumentation adds the `traceparent` header to this call.
    const { status, data } = await axios.get(B_URL, bounds());
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
