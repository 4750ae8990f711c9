// Service A, which waits before it calls service B, and calls it from a timer. Nothing is wrong with it: Node
// carries the context of a request through promises, `await` and timers that the request itself began.

import { setTimeout as pause } from 'node:timers/promises';

import axios, { type AxiosResponse } from 'axios';
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
    await pause(5);
    const { status, data } = await new Promise<AxiosResponse>((resolve, reject) => {
      setTimeout(() => axios.get(B_URL, bounds()).then(resolve, reject), 5);
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
