// A sidecar of service B, which measures how long each request takes. It gives each an id of its own, which stands in
// its log, and tells service B. It exports no spans.

import { randomBytes } from 'node:crypto';
import http from 'node:http';

const { HOST, PORT, NEXT_URL } = process.env;

/** The headers that service B gets. */
function passedOn(arrived: http.IncomingHttpHeaders, ownId: string): http.IncomingHttpHeaders {
  const [version, traceId, , flags] = arrived['traceparent']?.toString().split('-') ?? [];
  if (traceId === undefined) return arrived;
  // TODO: service B will name `ownId` as the parent of its span, and nobody has a span with that id.
  return { ...arrived, traceparent: [version, traceId, ownId, flags].join('-') };
}

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok');
    return;
  }
  const ownId = randomBytes(8).toString('hex');
  const began = performance.now();
  const onward = http.request(`${NEXT_URL}${request.url}`, { method: request.method, headers: passedOn(request.headers, ownId) }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    console.log(JSON.stringify({ service: 'sidecar', id: ownId, url: request.url, milliseconds: Math.round(performance.now() - began) }));
  });
  onward.on('error', (error) => response.writeHead(502).end(error.message));
  request.pipe(onward);
});

process.once('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST);
