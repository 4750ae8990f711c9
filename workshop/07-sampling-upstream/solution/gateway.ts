// The gateway in front of service A. Spans cost money, so it decides which requests are recorded: one in a hundred.
// It says so in the last two digits of `traceparent`: 01 is "record", 00 is "do not".

import { randomBytes } from 'node:crypto';
import http from 'node:http';

const { HOST, PORT, NEXT_URL } = process.env;

let requests = 0;

/** The flags of one request in a hundred say that it is to be recorded. */
function decided(): string {
  requests += 1;
  return requests % 100 === 0 ? '01' : '00';
}

/** A trace that begins here: `version-traceId-parentId-flags`. */
function newTraceparent(): string {
  return ['00', randomBytes(16).toString('hex'), randomBytes(8).toString('hex'), decided()].join('-');
}

/** The header that service A gets. `arrived`: the header that the gateway got, or nothing. */
function traceparentFor(arrived: string | undefined): string {
  // Who began the trace has decided, for all that comes after. The gateway decides only for traces that begin here.
  return arrived ?? newTraceparent();
}

const server = http.createServer((request, response) => {
  const arrived = request.headers['traceparent']?.toString();
  const headers = { ...request.headers, traceparent: traceparentFor(arrived) };
  const onward = http.request(`${NEXT_URL}${request.url}`, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.writeHead(502).end(error.message));
  request.pipe(onward);
});

process.once('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST);
