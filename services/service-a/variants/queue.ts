// Service A, which spares service B: its calls wait in an array, and a timer lets one go every 10 ms. The timer
// began with the service, so what it runs belongs to no request: the context that `axios` finds there is empty.
// (`AsyncResource.bind(call)` around what is queued would bring the context of each request along.)

import axios from 'axios';
import express from 'express';

import { log } from '../../log.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';
import { bounds } from '../bounds.ts';
import { callFailure, compare } from '../comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const queue: (() => void)[] = [];
setInterval(() => queue.shift()?.(), 10);

/** Makes the call when its turn comes. */
function queued<T>(call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    queue.push(() => call().then(resolve, reject));
  });
}

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  try {
    const { status, data } = await queued(() => axios.get(B_URL, bounds()));
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
