// Where the page's server listens.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Express } from 'express';

import { Problem } from '../lab/problem.ts';

/** Port 0 is any that is free. */
export interface ListeningPlace {
  host: string;
  port: number;
}

/** Throws Problem(5) where that cannot be listened on. */
export async function listenOn(app: Express, { host, port }: ListeningPlace): Promise<Server> {
  const server = createServer(app).listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    throw new Problem(5, `The page cannot be served at ${host}:${port}: ${(error as Error).message}.`);
  }
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Whoever is still connected is cut off. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
