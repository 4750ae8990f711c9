// What stands before every answer of the page: it is for a browser on this machine, and for pages of its own only.

import { createHash, timingSafeEqual } from 'node:crypto';

import type { RequestHandler } from 'express';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export interface Address {
  /** Besides the names of this machine's own loopback. */
  names: readonly string[];
  /** A browser may see another port than the one that is listened on, as with a container's. */
  published: boolean;
}

/** `inline`: the one script that is in the page itself, its import map. `others`: origins that it may call besides its own. */
export function policyOf(inline: string, others: readonly string[] = []): string {
  const hash = createHash('sha256').update(inline).digest('base64');
  return [
    "default-src 'none'", `script-src 'self' 'sha256-${hash}'`, "style-src 'self'", ["connect-src 'self'", ...others].join(' '), "img-src 'self' data:",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(inline: string): RequestHandler {
  const policy = policyOf(inline);
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache',
      'Cross-Origin-Resource-Policy': 'same-origin', 'Cross-Origin-Opener-Policy': 'same-origin',
    });
    next();
  };
}

/** A name that somebody else's DNS points at this machine is refused: https://en.wikipedia.org/wiki/DNS_rebinding */
export function ownHostOnly({ names, published }: Address): RequestHandler {
  const known = [...LOOPBACK, ...names];
  return ({ headers: { host = '' }, socket: { localPort } }, response, next) => {
    const { name = '', port = '80' } = /^(?<name>\[[\d:a-f]+\]|[^:]+)(?::(?<port>\d+))?$/i.exec(host)?.groups ?? {};
    if (known.includes(name.toLowerCase()) && (published || Number(port) === localPort)) next();
    else response.status(421).type('text').send('This is not the page of that name: it is on this machine only.\n');
  };
}

/** For what changes something: the page that asks is our own, and was given our token. */
export function ownPageOnly(token: string): RequestHandler {
  const expected = createHash('sha256').update(token).digest();
  return ({ headers: { host, origin, 'x-tracehop-token': given } }, response, next) => {
    const found = createHash('sha256').update(String(given)).digest();
    if (origin === `http://${host}` && timingSafeEqual(expected, found)) next();
    else response.status(403).type('text').send('Only the page itself may ask for this. Reload it if it was open for long.\n');
  };
}
