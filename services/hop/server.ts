// The hop: an intermediary, such as a proxy or a gateway, that knows nothing of tracing. It passes each request on to
// NEXT_URL as it came, repeated headers included; or with the one fault of faults.ts that FAULT names. Where ADMIN_PORT
// is set, that can be changed while it runs.

import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { addSwitch, serveAdmin } from '../admin.ts';
import { type Fault, FAULTS, passedOn } from './faults.ts';

const { HOST = '127.0.0.1', PORT = '8083', NEXT_URL = 'http://127.0.0.1:8082' } = process.env;

interface Answer {
  status: number;
  headers: string[];
  body: string | Buffer;
}

const fault = addSwitch('FAULT', Object.keys(FAULTS), '');

const server = http.createServer(async (request, response) => {
  const { status, headers, body } = request.url === '/health' ? ownAnswer(200, 'ok') : await pass(request, FAULTS[fault.value]!);
  response.writeHead(status, headers).end(body);
});

async function pass(request: IncomingMessage, { answer, deliveries = 1, ...changes }: Fault): Promise<Answer> {
  if (answer !== undefined) {
    log('answered', { method: request.method, url: request.url, status: answer });
    return ownAnswer(answer, `The hop answers ${answer}.`);
  }
  try {
    const headers = passedOn(request.rawHeaders, changes);
    const body = await buffer(request);
    return deliveries === 1 ? await deliver(request, headers, body) : await oneByOne(() => deliverRepeatedly(deliveries, request, headers, body));
  } catch (error) {
    return ownAnswer(502, `The hop could not pass the request on to ${NEXT_URL}: ${(error as Error).message}.`);
  }
}

async function deliverRepeatedly(deliveries: number, ...delivery: Parameters<typeof deliver>): Promise<Answer> {
  for (let sent = 1; sent < deliveries; sent += 1) await deliver(...delivery);
  return deliver(...delivery);
}

/** The repetition comes before anything else does, so that who has seen a later request has seen both. */
let previous: Promise<unknown> = Promise.resolve();
function oneByOne<Result>(begin: () => Promise<Result>): Promise<Result> {
  const result = previous.then(begin);
  previous = result.catch(() => undefined);
  return result;
}

async function deliver({ method = 'GET', url = '/' }: IncomingMessage, headers: string[], body: Buffer): Promise<Answer> {
  const onward = http.request(NEXT_URL, { method, path: url, headers });
  onward.end(body);
  const [answer] = await once(onward, 'response') as [IncomingMessage];
  log('delivered', { method, url, status: answer.statusCode });
  return { status: answer.statusCode ?? 502, headers: answer.rawHeaders, body: await buffer(answer) };
}

function ownAnswer(status: number, body: string): Answer {
  return { status, headers: ['content-type', 'text/plain'], body };
}

function log(event: string, details: Record<string, unknown>): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), service: 'hop', event, fault: fault.value || undefined, ...details }));
}

// It has nothing to hand over, so it ends at once.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));

serveAdmin();
server.listen(Number(PORT), HOST, () => log('listening', { host: HOST, port: Number(PORT), next: NEXT_URL }));
