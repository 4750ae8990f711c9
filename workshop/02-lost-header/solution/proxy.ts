// A proxy in front of service B, and a strict one: it passes on the headers of a list, and drops every other one.

import http from 'node:http';

const { HOST, PORT, NEXT_URL } = process.env;

/** The headers that service B gets to see. Node gives the names of headers in lower case. */
const PASSED_ON = [
  'accept',
  'accept-encoding',
  'content-length',
  'content-type',
  'user-agent',
  // W3C Trace Context: who called (`traceparent`), and what tracing systems add to it (`tracestate`).
  'traceparent',
  'tracestate',
];

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok');
    return;
  }
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => PASSED_ON.includes(name)));
  const onward = http.request(`${NEXT_URL}${request.url}`, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.writeHead(502).end(error.message));
  request.pipe(onward);
});

process.once('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST);
