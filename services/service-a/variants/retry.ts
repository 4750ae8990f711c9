// Service A, which calls service B a second time when B says that it is busy. Nothing is wrong with it: each
// attempt is a call of its own, with a CLIENT span of its own, and B continues the one that reached it.

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
    const call = () => axios.get(B_URL, bounds());
    const first = await call();
    const { status, data } = first.status === 503 ? await call() : first;
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
