// Service A, which has forty jobs to do for each request, most of them after its answer. A job belongs to no request
// (`root: true`): it is a trace of its own, of two spans. So there are many more traces than requests.

import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { context, type Span, trace } from '@opentelemetry/api';
import axios from 'axios';
import express, { type Response } from 'express';

import { log } from '../../log.ts';
import { serve } from '../../serve.ts';
import { serverSpan, tracingSetup } from '../../server-span.ts';
import { bounds } from '../bounds.ts';
import { callFailure, compare } from '../comparison.ts';

const { B_URL = 'http://127.0.0.1:8082/work' } = process.env;

const tracer = trace.getTracer('background-jobs');
const LATER_JOBS = 39;
const JOB_MS = 25;

/** The step is a child of the job, and the only one. */
function startJob(): Span {
  const job = tracer.startSpan('job', { root: true });
  tracer.startSpan('step', {}, trace.setSpan(context.active(), job)).end();
  return job;
}

/** The first job is done at once. The others are done one after the other, when the request has its answer. */
async function doJobs(response: Response): Promise<void> {
  startJob().end();
  await once(response, 'finish');
  for (let job = 0; job < LATER_JOBS; job += 1) {
    const job = startJob();
    await pause(JOB_MS);
    job.end();
  }
}

const app = express();

app.get('/call-b', async (_request, response) => {
  const ownSpan = { service: 'service-a', ...serverSpan(), ...tracingSetup() };
  void doJobs(response);
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
