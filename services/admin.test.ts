import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';

import { adminServer, serveAdmin, type Switches } from './admin.ts';

function twoSwitches(): Switches {
  return {
    FAULT: { value: '', start: '', known: ['', 'strip-traceparent'] },
    OTEL_TRACES_SAMPLER: { value: 'always_on', start: 'always_on', known: ['always_on', 'always_off'] },
  };
}

async function listening(t: TestContext, switches: Switches): Promise<string> {
  const server = adminServer(switches).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/switches`;
}

async function put(url: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; said: string }> {
  const response = await fetch(url, { method: 'PUT', body, headers });
  return { status: response.status, said: await response.text() };
}

test('GET tells how the switches stand, how they stood at the start, and what they can be', async (t) => {
  const switches = twoSwitches();
  const url = await listening(t, switches);
  switches['FAULT']!.value = 'strip-traceparent';
  assert.deepEqual(await (await fetch(url)).json(), switches);
});

test('PUT turns the switches that it names, and answers how all of them stand then', async (t) => {
  const switches = twoSwitches();
  const url = await listening(t, switches);
  const { status, said } = await put(url, '{"FAULT": "strip-traceparent"}');
  const expected = { ...twoSwitches(), FAULT: { value: 'strip-traceparent', start: '', known: ['', 'strip-traceparent'] } };
  assert.deepEqual({ status, said: JSON.parse(said) as unknown, switches }, { status: 200, said: expected, switches: expected });
});

const refused: [what: string, body: string, status: number, said: RegExp][] = [
  ['an unknown value', '{"FAULT": "strip"}', 400, /^FAULT is `"strip"`, which is not known here\. Known are no value, `strip-traceparent`\.\n$/],
  ['a value that is no text', '{"FAULT": ["strip-traceparent"]}', 400, /^FAULT is `\["strip-traceparent"\]`, which is not known here\./],
  ['an unknown switch', '{"B_URL": "http://elsewhere"}', 400, /^`B_URL` is no switch here: there is `FAULT`, `OTEL_TRACES_SAMPLER`\.\n$/],
  ['the name of something that every object has', '{"constructor": ""}', 400, /^`constructor` is no switch here/],
  ['the prototype of all objects', '{"__proto__": ""}', 400, /^`__proto__` is no switch here/],
  ['no JSON', 'FAULT=strip-traceparent', 400, /^The body must be a JSON object of names and values: `\{"FAULT": "strip-traceparent"\}`\.\n$/],
  ['a list', '[]', 400, /^The body must be a JSON object/],
  ['nothing', 'null', 400, /^The body must be a JSON object/],
  ['a long body', JSON.stringify({ FAULT: 'x'.repeat(1000) }), 413, /^A body of at most 1000 bytes/],
  ['one right and one wrong value', '{"FAULT": "strip-traceparent", "OTEL_TRACES_SAMPLER": "maybe"}', 400, /^OTEL_TRACES_SAMPLER is `"maybe"`/],
];

for (const [what, body, status, said] of refused) {
  test(`${what}: refused in one sentence, and nothing is turned`, async (t) => {
    const switches = twoSwitches();
    const answer = await put(await listening(t, switches), body);
    assert.equal(answer.status, status);
    assert.match(answer.said, said);
    assert.deepEqual(switches, twoSwitches());
  });
}

test('a body that does not say how long it is: refused, and the server stays up', async (t) => {
  const url = await listening(t, twoSwitches());
  const request = http.request(url, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } });
  request.end('{"FAULT": "strip-traceparent"}');
  const [response] = await once(request, 'response') as [http.IncomingMessage];
  assert.equal(response.statusCode, 413);
  assert.match(await text(response), /^A body of at most 1000 bytes/);
  assert.equal((await fetch(url)).status, 200);
});

test('a client that goes away in the middle of its body ends nothing', async (t) => {
  const url = await listening(t, twoSwitches());
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end('PUT /switches HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"FAULT"');
  await text(socket);
  assert.equal((await fetch(url)).status, 200);
});

test('a page in a browser is refused, whatever its origin', async (t) => {
  const switches = twoSwitches();
  const answer = await put(await listening(t, switches), '{"FAULT": "strip-traceparent"}', { origin: 'http://127.0.0.1' });
  assert.equal(answer.status, 403);
  assert.deepEqual(switches, twoSwitches());
});

test('other addresses and other methods: refused in one sentence', async (t) => {
  const url = await listening(t, twoSwitches());
  assert.equal((await fetch(url.replace('/switches', '/'))).status, 404);
  assert.equal((await fetch(url, { method: 'DELETE' })).status, 405);
});

test('nothing listens where the environment names no ADMIN_PORT; else it is this machine alone that can ask', async (t) => {
  assert.equal(serveAdmin({}), undefined);
  const server = serveAdmin({ ADMIN_PORT: '0' })!;
  t.after(() => server.close());
  await once(server, 'listening');
  assert.equal((server.address() as AddressInfo).address, '127.0.0.1');
});
