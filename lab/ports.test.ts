import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';

import { leasePorts } from './ports.ts';

test('leased ports are different, and can be listened on', async () => {
  const { ports, release } = await leasePorts(5);
  assert.equal(new Set(ports).size, 5);
  for (const port of ports) await listenFor(port, async () => undefined);
  release();
});

test('a port is leased once, until it is released', async () => {
  const { ports: [port], release } = await leasePorts(1);
  const only = { first: port!, last: port! };
  await assert.rejects(leasePorts(1, only), { exitCode: 5, message: `Fewer than 1 ports are free on 127.0.0.1 between ${port} and ${port}.` });
  release();
  const again = await leasePorts(1, only);
  assert.deepEqual(again.ports, [port]);
  again.release();
});

test('a port that something listens on is not leased', async () => {
  const { ports: [port], release } = await leasePorts(1);
  release();
  await listenFor(port!, () => assert.rejects(leasePorts(1, { first: port!, last: port! }), { exitCode: 5 }));
});

async function listenFor(port: number, during: () => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  try {
    await during();
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}
