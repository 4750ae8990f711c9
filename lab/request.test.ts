import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';

import { curlLine, type Send, sendWithCurl, sendWithFetch } from './request.ts';

const PROBE = { traceId: '0af7651916cd43dd8448eb211c80319c', parentId: 'b7ad6b7169203331', sampled: true };
const HEADER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function served(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => { server.close(); server.closeAllConnections(); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/call-b`;
}

const senders: [name: string, send: Send][] = [['curl', sendWithCurl], ['fetch', sendWithFetch]];

for (const [name, send] of senders) {
  test(`${name} sends the probe's traceparent, and returns status and JSON`, async (t) => {
    const url = await served(t, ({ headers }, response) => { response.writeHead(502).end(JSON.stringify({ saw: headers['traceparent'] })); });
    assert.deepEqual(await send(PROBE, { url, timeout: 5_000, signal: t.signal }), { httpStatus: 502, body: { saw: HEADER } });
  });

  test(`${name}: an answer that is not JSON has no body`, async (t) => {
    const url = await served(t, (_request, response) => { response.end('<html>'); });
    assert.deepEqual(await send(PROBE, { url, timeout: 5_000, signal: t.signal }), { httpStatus: 200, body: undefined });
  });

  test(`${name}: no answer in time is an error, and so is nobody to answer`, async (t) => {
    const silent = await served(t, () => undefined);
    const late = await send(PROBE, { url: silent, timeout: 200, signal: t.signal });
    assert.match('error' in late ? late.error : '', /timed out|timeout/i);
    const nobody = await send(PROBE, { url: 'http://127.0.0.1:2/call-b', timeout: 5_000, signal: t.signal });
    assert.match('error' in nobody ? nobody.error : '', /connect|refused|bad port/i);
  });

  test(`${name} does not ask a proxy`, async (t) => {
    const url = await served(t, (_request, response) => { response.end('{}'); });
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = 'http://127.0.0.1:2';
    t.after(() => { if (before === undefined) delete process.env['http_proxy']; else process.env['http_proxy'] = before; });
    assert.deepEqual(await send(PROBE, { url, timeout: 5_000, signal: t.signal }), { httpStatus: 200, body: {} });
  });
}

test('the line that is shown can be typed as it is', () => {
  assert.equal(curlLine(PROBE, 'http://127.0.0.1:8081/call-b?x=\'1\''), `curl --disable --noproxy '*' --silent --show-error --globoff --header 'traceparent: ${HEADER}' 'http://127.0.0.1:8081/call-b?x='\\''1'\\'''`);
});
