import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';

import { curlLine, type Send, sendWithCurl, sendWithFetch } from './request.ts';

const PROBE = { traceId: '0af7651916cd43dd8448eb211c80319c', parentId: 'b7ad6b7169203331', sampled: true };
const W3C = { format: 'tracecontext', baggage: 0 } as const;
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
    assert.deepEqual(await send(PROBE, { url, probe: W3C, timeout: 5_000, signal: t.signal }), { httpStatus: 502, body: { saw: HEADER } });
  });

  test(`${name}: an answer that is not JSON has no body`, async (t) => {
    const url = await served(t, (_request, response) => { response.end('<html>'); });
    assert.deepEqual(await send(PROBE, { url, probe: W3C, timeout: 5_000, signal: t.signal }), { httpStatus: 200, body: undefined });
  });

  test(`${name}: no answer in time is an error, and so is nobody to answer`, async (t) => {
    const silent = await served(t, () => undefined);
    const late = await send(PROBE, { url: silent, probe: W3C, timeout: 200, signal: t.signal });
    assert.match('error' in late ? late.error : '', /timed out|timeout/i);
    const nobody = await send(PROBE, { url: 'http://127.0.0.1:2/call-b', probe: W3C, timeout: 5_000, signal: t.signal });
    assert.match('error' in nobody ? nobody.error : '', /connect|refused|bad port/i);
  });

  test(`${name} does not ask a proxy`, async (t) => {
    const url = await served(t, (_request, response) => { response.end('{}'); });
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = 'http://127.0.0.1:2';
    t.after(() => { if (before === undefined) delete process.env['http_proxy']; else process.env['http_proxy'] = before; });
    assert.deepEqual(await send(PROBE, { url, probe: W3C, timeout: 5_000, signal: t.signal }), { httpStatus: 200, body: {} });
  });
}

for (const [name, send] of senders) {
  test(`${name} sends the probe in another format, with baggage of any size`, async (t) => {
    for (const bytes of [9_000, 200_000]) {
      const server = createServer({ maxHeaderSize: 1_000_000 }, ({ headers }, response) => {
        response.end(JSON.stringify([headers['traceparent'] ?? null, headers['b3'], headers['baggage']?.length]));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      t.after(() => { server.close(); server.closeAllConnections(); });
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/call-b`;
      const answer = await send(PROBE, { url, probe: { format: 'b3', baggage: bytes }, timeout: 5_000, signal: t.signal });
      assert.deepEqual(answer, { httpStatus: 200, body: [null, `${PROBE.traceId}-${PROBE.parentId}-1`, bytes] });
    }
  });
}

test('a header that is very long is cut in the line that is shown', () => {
  const line = curlLine(PROBE, 'http://127.0.0.1:8081/call-b', { format: 'tracecontext', baggage: 9_000 });
  assert.match(line, /'baggage: k0=x+… \(9009 characters\)'/);
  assert.ok(line.length < 700);
});

test('the line that is shown can be typed as it is', () => {
  assert.equal(curlLine(PROBE, 'http://127.0.0.1:8081/call-b?x=\'1\'', W3C), `curl --disable --noproxy '*' --silent --show-error --globoff --header 'traceparent: ${HEADER}' 'http://127.0.0.1:8081/call-b?x='\\''1'\\'''`);
});
