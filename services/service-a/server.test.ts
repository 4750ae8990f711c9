// Service A as a process, before a service B that is down, slow, or answers with something else than its report.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { leasePorts } from '../../lab/ports.ts';
import { until } from '../../lab/wait.ts';
import type { Comparison } from './comparison.ts';

const TELEMETRY = join(import.meta.dirname, '../telemetry.ts');
const PROGRAM = join(import.meta.dirname, 'server.ts');
const REPORT = { service: 'service-b', received_traceparent: '00-1-2-01', trace_id: '1', parent_span_id: '2' };
const NOT_A_REPORT = /^Service B answered \d+ with something else than its report\.$/;
const UNKNOWN = { same_trace: null, service_b_trace_id: null, traceparent_header: null, traceparent_parent_span_id: null, service_b_parent_span_id: null, parent_matches_traceparent: null, service_b: null };

type Answering = (response: ServerResponse) => unknown;

const json = (body: unknown): Answering => (response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

const FAILURES: [what: string, answering: Answering, status: number, error: RegExp][] = [
  ['text', (response) => response.end('<html>'), 502, NOT_A_REPORT],
  ['nothing', (response) => response.writeHead(204).end(), 502, NOT_A_REPORT],
  ['null', json(null), 502, NOT_A_REPORT],
  ['another service\'s report', json({ ...REPORT, service: 'service-c' }), 502, NOT_A_REPORT],
  ['a number for its header', json({ ...REPORT, received_traceparent: 5 }), 502, NOT_A_REPORT],
  ['an object for an id', json({ ...REPORT, trace_id: {} }), 502, NOT_A_REPORT],
  ['an error without a report', (response) => response.writeHead(500).end('oops'), 502, NOT_A_REPORT],
  ['a connection that is cut', (response) => response.socket?.destroy(), 502, /failed: socket hang up\.$/],
  ['a redirect to itself', (response) => response.writeHead(302, { location: '/work' }).end(), 502, /failed: Maximum number of redirects exceeded\.$/],
  ['more than anybody reads', (response) => response.end(Buffer.alloc(2 * 1024 * 1024, ' ')), 502, /failed: maxContentLength size of 1048576 exceeded\.$/],
  ['silence', () => undefined, 504, /failed: no whole answer in time\.$/],
  ['the beginning of an answer, and no end', drip, 504, /failed: no whole answer in time\.$/],
];

test('B that gives no usable answer: 502 or 504, the same fields with null for what is unknown, and the reason', async (t) => {
  let answering: Answering = json(REPORT);
  const serviceB = createServer((_request, response) => { answering(response); }).listen(0, '127.0.0.1');
  t.after(() => { serviceB.close(); serviceB.closeAllConnections(); });
  await once(serviceB, 'listening');
  const url = await serviceA(t, `http://127.0.0.1:${(serviceB.address() as AddressInfo).port}/work`);

  const whole = await call(url);
  assert.deepEqual([whole.httpStatus, whole.answer.error, whole.answer.service_b], [200, undefined, REPORT]);
  for (const [what, failing, status, error] of FAILURES) {
    answering = failing;
    const { httpStatus, answer } = await call(url);
    assert.equal(httpStatus, status, what);
    assert.match(answer.error ?? '', error, what);
    assert.deepEqual({ ...answer, ...UNKNOWN }, answer, what);
    assert.match(answer.service_a_trace_id ?? '', /^[0-9a-f]{32}$/, what);
  }
});

test('B that is down: 502', async (t) => {
  const { httpStatus, answer } = await call(await serviceA(t, 'http://127.0.0.1:2/work'));
  assert.equal(httpStatus, 502);
  assert.match(answer.error ?? '', /^The call to service B at http:\/\/127\.0\.0\.1:2\/work failed: connect ECONNREFUSED/);
  assert.deepEqual({ ...answer, ...UNKNOWN }, answer);
});

/** Never silent for as long as the caller's patience, and never done. */
function drip(response: ServerResponse): void {
  const more = setInterval(() => response.write(' '), 50);
  response.once('close', () => clearInterval(more));
}

async function call(url: string): Promise<{ httpStatus: number; answer: Comparison }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  return { httpStatus: response.status, answer: await response.json() as Comparison };
}

/** The URL of its one question, once it is healthy. */
async function serviceA(t: TestContext, B_URL: string): Promise<string> {
  const { ports: [port], release } = await leasePorts(1);
  t.after(release);
  const env = { ...process.env, PORT: String(port), B_URL, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:2', OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,express' };
  const child = spawn(process.execPath, ['--import', TELEMETRY, PROGRAM], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  await until('service A to be healthy', async () => {
    const healthy = await fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false);
    return healthy ? { done: true, value: undefined } : { done: false, saw: child.exitCode === null ? 'no answer' : `exit code ${child.exitCode}` };
  }, { timeout: 30_000 });
  return `http://127.0.0.1:${port}/call-b`;
}
