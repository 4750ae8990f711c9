import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { Problem } from '../lab/problem.ts';
import type { Answer } from '../lab/request.ts';
import { corsServer } from './cors-server.ts';
import type { CorsStage } from './cors-stage.ts';
import { type PageForTest, pageAt } from './fixtures.ts';
import { listenOn, portOf, stopListening } from './listening.ts';

const SERVICE_A = 'http://127.0.0.1:9/call-b';

interface Played {
  page: PageForTest;
  /** What the browser was said to have got. */
  told: Answer[];
  mended: boolean[];
  call: (path: string, body?: string) => Promise<{ status: number; said: string }>;
}

/** A stage that hands out calls 1, 2, 3, … and ends each with what the browser told. */
async function played(t: TestContext, change: Partial<CorsStage> = {}): Promise<Played> {
  const [told, mended]: [Answer[], boolean[]] = [[], []];
  const stage: CorsStage = {
    open: async () => ({ url: SERVICE_A, asItIs: 'content-type', mended: 'content-type, traceparent' }),
    call: async (isMended, send) => {
      mended.push(isMended);
      told.push(await send({ click: String(mended.length), url: `${SERVICE_A}?click=${mended.length}`, traceparent: '00-…' }));
      return { preflight: 'unknown', mended: isMended, url: '\u001b[31m' } as never;
    },
    close: async () => undefined,
    ...change,
  };
  const server = await listenOn(corsServer({ stage, address: { names: [], published: false }, onError: (error) => { throw error; } }), { host: '127.0.0.1', port: 0 });
  t.after(() => stopListening(server));
  const page = await pageAt(`127.0.0.1:${portOf(server)}`);
  const call: Played['call'] = async (path, body = '{}') => {
    const headers = { 'origin': `http://${page.host}`, 'x-tracehop-token': page.token, 'content-type': 'application/json' };
    const response = await fetch(`http://${page.host}${path}`, { method: 'POST', body, headers });
    return { status: response.status, said: await response.text() };
  };
  return { page, told, mended, call };
}

test('the page may call service A, and no other origin besides its own', async (t) => {
  const { page } = await played(t);
  assert.match(String((await page.ask('GET', '/')).headers['content-security-policy']), /; connect-src 'self' http:\/\/127\.0\.0\.1:9; /);
  assert.match(String((await page.ask('GET', '/nothing')).headers['content-security-policy']), /; connect-src 'self'; /);
});

test('for a projector, its type is large too', async (t) => {
  const { page } = await played(t);
  assert.match((await page.ask('GET', '/?projector')).body, /<html lang="en" class="projector">/);
  assert.match((await page.ask('GET', '/')).body, /<html lang="en">/);
});

test('a call is handed out, and ends with what the page tells of it', async (t) => {
  const { told, mended, call } = await played(t);
  assert.deepEqual(JSON.parse((await call('/call?mended')).said), { click: '1', url: `${SERVICE_A}?click=1`, traceparent: '00-…' });
  const { status, said } = await call('/call/1', '{"status": 200, "body": "{\\"service\\": \\"service-a\\"}"}');
  assert.equal(status, 200);
  assert.doesNotMatch(said, /\\u001b/);
  assert.deepEqual({ told, mended }, { told: [{ httpStatus: 200, body: { service: 'service-a' } }], mended: [true] });
});

const tellings: [what: string, body: string, answer: Answer][] = [
  ['an error', '{"error": "TypeError: Failed to fetch"}', { error: 'the browser gave the page `TypeError: Failed to fetch` instead of an answer' }],
  ['an answer that is no JSON', '{"status": 204, "body": ""}', { httpStatus: 204, body: undefined }],
  ['a very long error', JSON.stringify({ error: 'x'.repeat(1000) }), { error: `the browser gave the page \`${'x'.repeat(300)}\` instead of an answer` }],
  ['nonsense', '[]', { error: 'the browser gave the page `undefined` instead of an answer' }],
];

for (const [what, body, answer] of tellings) {
  test(`${what} is taken as what it is`, async (t) => {
    const { told, call } = await played(t);
    await call('/call');
    assert.equal((await call('/call/1', body)).status, 200);
    assert.deepEqual(told, [answer]);
  });
}

test('one call at a time: another one is refused in one sentence, and comes when the first is over', async (t) => {
  const { call, mended } = await played(t);
  await call('/call');
  assert.deepEqual(await call('/call'), { status: 503, said: 'Another call is under way. Wait until it is over.\n' });
  await call('/call/1', '{"status": 200, "body": ""}');
  assert.equal((await call('/call')).status, 200);
  assert.equal(mended.length, 2);
});

test('what is told of a call that is not under way is refused', async (t) => {
  const { call, told } = await played(t);
  assert.equal((await call('/call/1')).said, 'This call is over already. Make another one.\n');
  await call('/call');
  assert.equal((await call('/call/2')).status, 503);
  assert.equal((await call('/call/1', `{"error": "${'x'.repeat(70_000)}"}`)).status, 413);
  assert.equal((await call('/call/1', '{')).status, 400);
  assert.deepEqual(told, []);
});

test('another page, and one without our token, may not call', async (t) => {
  const { page, mended } = await played(t);
  for (const headers of [{}, { 'origin': `http://${page.host}` }, { 'origin': 'http://evil.example', 'x-tracehop-token': page.token }]) {
    for (const path of ['/call', '/call/1']) assert.equal((await page.ask('POST', path, headers)).status, 403);
  }
  assert.equal((await page.ask('GET', '/', { host: 'evil.example' })).status, 421);
  assert.deepEqual(mended, []);
});

test('a lab that fails is one sentence, and the next call is tried', async (t) => {
  const { call } = await played(t, { call: () => Promise.reject(new Problem(5, 'The lab is gone.')) });
  for (const attempt of [1, 2]) assert.deepEqual(await call('/call'), { status: 503, said: 'The lab is gone.\n' }, `attempt ${attempt}`);
});
