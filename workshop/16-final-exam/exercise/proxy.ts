// A proxy in front of service B. It takes out `baggage`: what is known of a customer is not for service B.

import http from 'node:http';

const { HOST, PORT, NEXT_URL } = process.env;

/** A header whose name begins like this does not reach service B. */
const TAKEN_OUT = ['baggage', 'trace'];

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok');
    return;
  }
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !TAKEN_OUT.some((beginning) => name.startsWith(beginning))));
  const onward = http.request(`${NEXT_URL}${request.url}`, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', (error) => response.writeHead(502).end(error.message));
  request.pipe(onward);
});

process.once('SIGTERM', () => process.exit(0));
server.listen(Number(PORT), HOST);
