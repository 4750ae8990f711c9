import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { recordedRequests } from './recorded-requests.ts';

const text = (key: string, stringValue: string): object => ({ key, value: { stringValue } });
const header = (key: string, value: string): object => ({ key: `http.${key}`, value: { arrayValue: { values: [{ stringValue: value }] } } });

function line(spanId: string, kind: number, attributes: object[]): string {
  return `${JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'a'.repeat(32), spanId, kind, attributes }] }] }] })}\n`;
}

const PREFLIGHT = line('1111111111111111', 2, [
  text('http.request.method', 'OPTIONS'), text('url.query', 'click=one'), { key: 'http.response.status_code', value: { intValue: '204' } },
  header('request.header.origin', 'http://127.0.0.1:8079'), header('request.header.access-control-request-headers', 'traceparent'), header('response.header.access-control-allow-headers', 'content-type'),
]);

function fileOf(t: TestContext, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'raw.jsonl');
  writeFileSync(file, content);
  return file;
}

test('the preflight of a call: what it asked, what was allowed, and its status', async (t) => {
  assert.deepEqual(await recordedRequests(fileOf(t, PREFLIGHT), 0, 'click=one'), [{
    method: 'OPTIONS', status: 204, traceId: 'a'.repeat(32), spanId: '1111111111111111',
    origin: 'http://127.0.0.1:8079', traceparent: null, asked: 'traceparent', allowed: 'content-type',
  }]);
});

test('other calls, and spans that served nothing, are not it', async (t) => {
  const client = line('2222222222222222', 3, [text('http.request.method', 'GET'), text('url.query', 'click=one')]);
  const other = line('3333333333333333', 2, [text('http.request.method', 'GET'), text('url.query', 'click=one1')]);
  const bare = line('4444444444444444', 2, []);
  assert.deepEqual(await recordedRequests(fileOf(t, client + other + bare), 0, 'click=one'), []);
});

test('what is older than the call does not count, and a line that is still being written is not read', async (t) => {
  const file = fileOf(t, PREFLIGHT);
  assert.deepEqual(await recordedRequests(file, PREFLIGHT.length, 'click=one'), []);
  appendFileSync(file, PREFLIGHT.slice(0, -1));
  assert.deepEqual(await recordedRequests(file, PREFLIGHT.length, 'click=one'), []);
  appendFileSync(file, '\n');
  assert.equal((await recordedRequests(file, PREFLIGHT.length, 'click=one')).length, 1);
});

test('lines that are no spans are passed over: another part of the lab speaks of them', async (t) => {
  assert.equal((await recordedRequests(fileOf(t, `{"resourceSpans": {\n{}\n${PREFLIGHT}`), 0, 'click=one')).length, 1);
});

test('a file that was emptied meanwhile has nothing', async (t) => {
  assert.deepEqual(await recordedRequests(fileOf(t, ''), 1000, 'click=one'), []);
});
