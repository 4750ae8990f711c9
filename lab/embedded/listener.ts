// An HTTP server at one address, and its end: what is under way is finished, up to a deadline, and no client
// that keeps its connection open holds that up.

import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Problem } from '../problem.ts';
import type { Address } from './settings.ts';

/** Importing `node:http` would load all of Node's `fetch` too, for names that nobody asks for: 30 ms. */
const { createServer } = process.getBuiltinModule('node:http');

const REASONS: Record<string, string> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'that host is not known',
};

/** Throws Problem(5), which names the setting. */
export function listen({ setting, host, port }: Address, listener: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      response.once('close', () => closeIfStopping(server));
      listener(request, response);
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Problem(5, `${setting}, and ${REASONS[error.code ?? ''] ?? 'that cannot be listened at'} (${error.code}).`));
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

export function placeOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Resolves when every connection is closed. Those that are busy for longer than `patience` milliseconds are cut. */
export async function close(server: Server, patience: number): Promise<void> {
  const deadline = setTimeout(() => server.closeAllConnections(), patience);
  await new Promise<unknown>((resolve) => server.close(resolve));
  clearTimeout(deadline);
}

/** Node closes the connections that are idle when a server closes, not those that become idle later. */
function closeIfStopping(server: Server): void {
  if (!server.listening) server.closeIdleConnections();
}
