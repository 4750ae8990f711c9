// Service A, which spares service B: its calls wait in a queue, and one worker makes them, one at a time.

import { setTimeout as pause } from 'node:timers/promises';

import axios from 'axios';
import express from 'express';

import { log } from '#services/log.ts';
import { serve } from '#services/serve.ts';
import { serverSpan, tracingSetup } from '#services/server-span.ts';
import { bounds } from '#services/service-a/bounds.ts';
import { callFailure, compare } from '#services/service-a/comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const queue: (() => Promise<void>)[] = [];

/** The worker starts with the service, before there is any request, and never ends. */
async function work(): Promise<void> {
  for (;;) {
    const call = queue.shift();
    await (call ? call() : pause(5));
  }
}

void work();

/** Makes the call when its turn comes. */
function queued<T>(call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // TODO: the worker makes this call, and the worker belongs to no request.
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
