import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';

interface Arrived {
  method: string;
  url: string;
  headers: string[];
  body: string;
}

/** A service that answers each request with status 418 and a header twice, and remembers it. */
async function next(t: TestContext): Promise<{ url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = http.createServer(async (request, response) => {
    arrived.push({ method: request.method!, url: request.url!, headers: request.rawHeaders, body: await text(request) });
    response.writeHead(418, ['Set-Cookie', 'a=1', 'set-cookie', 'b=2']).end(`answer ${arrived.length}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}

function start(t: TestContext, environment: Record<string, string>): ChildProcess {
  const hop = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => hop.kill('SIGKILL'));
  return hop;
}

async function listening(t: TestContext, environment: Record<string, string>): Promise<{ hop: ChildProcess; url: string }> {
  const PORT = String(await freePort());
  const hop = start(t, { ...environment, PORT });
  await once(hop.stdout!, 'data');
  return { hop, url: `http://127.0.0.1:${PORT}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function send(url: string, method: string, headers: string[], body = ''): Promise<{ status: number; headers: string[]; body: string }> {
  const request = http.request(url, { method, headers: ['Host', 'hop', 'Connection', 'close', ...headers] });
  request.end(body);
  const [response] = await once(request, 'response') as [http.IncomingMessage];
  return { status: response.statusCode!, headers: response.rawHeaders, body: await text(response) };
}

test('without a fault, request and answer are passed on unchanged, repeated headers included', async (t) => {
  const { url, arrived } = await next(t);
  const { url: hop } = await listening(t, { NEXT_URL: url });
  const headers = ['traceparent', 'one', 'TraceParent', 'two', 'Content-Length', '4'];
  const answer = await send(`${hop}//work?a=b`, 'POST', headers, 'body');
  assert.deepEqual(arrived, [{ method: 'POST', url: '//work?a=b', headers: ['Host', 'hop', 'Connection', 'close', ...headers], body: 'body' }]);
  assert.equal(answer.status, 418);
  assert.deepEqual(answer.headers.slice(0, 4), ['Set-Cookie', 'a=1', 'set-cookie', 'b=2']);
  assert.equal(answer.body, 'answer 1');
});

test('deliver-twice delivers twice, and gives the second answer', async (t) => {
  const { url, arrived } = await next(t);
  const { url: hop } = await listening(t, { NEXT_URL: url, FAULT: 'deliver-twice' });
  assert.equal((await send(hop, 'POST', ['Content-Length', '4'], 'body')).body, 'answer 2');
  assert.deepEqual(arrived.map(({ body }) => body), ['body', 'body']);
});

test('deliver-twice finishes with one request before it begins with the next', async (t) => {
  const { url, arrived } = await next(t);
  const { url: hop } = await listening(t, { NEXT_URL: url, FAULT: 'deliver-twice' });
  await Promise.all(['one!', 'two!'].map((body) => send(hop, 'POST', ['Content-Length', '4'], body)));
  const bodies = arrived.map(({ body }) => body);
  assert.deepEqual(bodies, [bodies[0], bodies[0], bodies[2], bodies[2]]);
  assert.notEqual(bodies[0], bodies[2]);
});

test('deliver-twice goes on after a request that could not be delivered', async (t) => {
  const { url: hop } = await listening(t, { NEXT_URL: `http://127.0.0.1:${await freePort()}`, FAULT: 'deliver-twice' });
  for (const attempt of [1, 2]) assert.equal((await send(hop, 'GET', [])).status, 502, `attempt ${attempt}`);
});

test('answer-401 answers, and delivers nothing', async (t) => {
  const { url, arrived } = await next(t);
  const { url: hop } = await listening(t, { NEXT_URL: url, FAULT: 'answer-401' });
  assert.equal((await send(hop, 'GET', [])).status, 401);
  assert.deepEqual(arrived, []);
});

test('a next service that is down is answered for with 502, and the hop stays up', async (t) => {
  const { url: hop } = await listening(t, { NEXT_URL: `http://127.0.0.1:${await freePort()}` });
  assert.match((await send(hop, 'GET', [])).body, /^The hop could not pass the request on to http:.*ECONNREFUSED/);
  assert.equal((await send(`${hop}/health`, 'GET', [])).status, 200);
});

test('an unknown fault is refused in one sentence that names the known ones', { timeout: 10_000 }, async (t) => {
  const hop = start(t, { FAULT: 'strip' });
  const [said, [code]] = await Promise.all([text(hop.stderr!), once(hop, 'exit')]);
  assert.equal(code, 1);
  assert.match(said, /^FAULT is `strip`, which is not known here\. Known are no value, `strip-traceparent`, .*`answer-401`\.\n$/);
});

test('its fault can be changed while it runs, for the requests that come then', async (t) => {
  const { url, arrived } = await next(t);
  const ADMIN_PORT = String(await freePort());
  const { url: hop } = await listening(t, { NEXT_URL: url, ADMIN_PORT });
  const turned = async (fault: string): Promise<number> => (await fetch(`http://127.0.0.1:${ADMIN_PORT}/switches`, { method: 'PUT', body: JSON.stringify({ FAULT: fault }) })).status;
  const passed = async (): Promise<boolean> => {
    await send(hop, 'GET', ['traceparent', 'one-two-three-four']);
    return arrived.pop()!.headers.includes('traceparent');
  };
  assert.equal(await passed(), true);
  assert.equal(await turned('strip-traceparent'), 200);
  assert.equal(await passed(), false);
  assert.equal(await turned(''), 200);
  assert.equal(await passed(), true);
});

test('SIGTERM ends it at once, also while a request is open', async (t) => {
  const silent = http.createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => { silent.closeAllConnections(); silent.close(); });
  const { hop, url } = await listening(t, { NEXT_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
  http.get(url).on('error', () => undefined);
  await once(silent, 'request');
  hop.kill('SIGTERM');
  assert.deepEqual(await once(hop, 'exit'), [0, null]);
});
