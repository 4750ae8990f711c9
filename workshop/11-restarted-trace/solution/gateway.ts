// The gateway in front of service B. Strangers may write into a header what they like, so it does not let their traces
// in: a request from outside gets a new trace. The firewall marks such requests with the header `x-from: outside`.

import { randomBytes } from 'node:crypto';
import http from 'node:http';

const { HOST, PORT, NEXT_URL } = process.env;

/** A trace that begins here, and is recorded: `version-traceId-parentId-flags`. */
function newTraceparent(): string {
  return ['00', randomBytes(16).toString('hex'), randomBytes(8).toString('hex'), '01'].join('-');
}

/** The headers that service B gets. */
function passedOn(arrived: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  // What comes from inside keeps its trace.
  return arrived['x-from'] === 'outside' ? { ...arrived, traceparent: newTraceparent() } : arrived;
}

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok');
    return;
  }
  const onward = http.request(`${NEXT_URL}${request.url}`, { method: request.method, headers: passedOn(request.headers) }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.writeHead(502).end(error.message));
  request.pipe(onward);
});

process.once('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST);
