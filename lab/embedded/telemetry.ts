// What the embedded collector tells about itself: whether it is there, and its counters. Any path answers for
// its health, as with the Collector's own extension.

import type { RequestListener } from 'node:http';

import type { Counters } from './counters.ts';

export function healthEndpoint(): RequestListener {
  const upSince = new Date(Date.now() - process.uptime() * 1000).toISOString();
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'Server available', upSince, uptime: `${process.uptime()}s` }));
  };
}

export function metricsEndpoint(counters: Counters): RequestListener {
  return ({ url }, response) => {
    const found = url?.split('?')[0] === '/metrics';
    response.writeHead(found ? 200 : 404, { 'content-type': found ? 'text/plain; version=0.0.4; charset=utf-8' : 'text/plain' });
    response.end(found ? counters.text(process.uptime()) : 'The counters are at /metrics.\n');
  };
}
