// Runs an Express application as a service: it starts only when it is instrumented, and on SIGTERM or
// SIGINT it finishes what it has begun, hands over its last spans, and ends within five seconds.

import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import type { Express } from 'express';

import { missingInstrumentation } from './instrumented.ts';
import { log } from './log.ts';
import { started } from './started.ts';

const FINISH_REQUESTS_MS = 2_500;
const STOP_MS = 4_500;

export function serve(app: Express): void {
  const missing = missingInstrumentation();
  if (missing.length > 0 && process.env['REQUIRE_INSTRUMENTATION'] !== 'false') {
    log('not-instrumented', { missing, advice: 'Start with `node --import ./services/telemetry.ts`, and without OTEL_SDK_DISABLED. Where OTEL_NODE_ENABLED_INSTRUMENTATIONS is set, http and express must be in it.' });
    process.exit(1);
  }
  app.get('/health', (_request, response) => { response.json({ status: 'ok' }); });
  const { HOST = '127.0.0.1', PORT } = process.env;
  const server = app.listen(Number(PORT), HOST, (error) => {
    if (error) throw error;
    log('listening', { host: HOST, port: Number(PORT) });
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server, signal));
}

async function stop(server: Server, signal: string): Promise<void> {
  log('stopping', { signal });
  const deadline = pause(STOP_MS);
  await Promise.race([finishRequests(server), pause(FINISH_REQUESTS_MS)]);
  // A Collector that is gone is asked again for many seconds: give up on it before that.
  await Promise.race([started.sdk?.shutdown().catch(() => undefined), deadline]);
  log('stopped', { lost_spans: started.exporter?.unconfirmed });
  process.exit(0);
}

/** Resolves when the last request is answered. Clients that keep their connection must not hold it up. */
async function finishRequests(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise((closed) => server.close(closed));
  clearInterval(sweep);
}
