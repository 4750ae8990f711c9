// Free ports on 127.0.0.1 that no other lab takes between being chosen and being listened on: for as long as
// this process lives, a UDP socket on the same number says that the TCP port is spoken for.

import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';

import { Problem } from './problem.ts';

/** Below the range from which systems take the ports of outgoing connections. */
const RANGE = { first: 20_000, last: 32_767 };

/** Nothing listens here, and only root could. What is sent here is refused at once. */
export const CLOSED_PORT = 2;

export interface Leases {
  ports: number[];
  release(): void;
}

/** Throws Problem(5) when so many are not free. */
export async function leasePorts(count: number, { first, last } = RANGE): Promise<Leases> {
  const locks: Socket[] = [];
  const release = (): void => locks.splice(0).forEach((lock) => lock.close());
  const ports: number[] = [];
  const size = last - first + 1;
  const start = Math.floor(Math.random() * size);
  for (let tried = 0; ports.length < count && tried < size; tried += 1) {
    const port = first + ((start + tried) % size);
    const lock = await lockOf(port);
    if (!lock) continue;
    locks.push(lock);
    if (await isFree(port)) ports.push(port);
  }
  if (ports.length === count) return { ports, release };
  release();
  throw new Problem(5, `Fewer than ${count} ports are free on 127.0.0.1 between ${first} and ${last}.`);
}

function lockOf(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => { socket.close(); resolve(undefined); });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(socket.unref()));
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
