// The collector as a process: how it starts, answers and ends.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

import { until } from '../wait.ts';
import { environmentIn, linesOf, type Running, runEmbedded, startEmbedded, temporaryFolder } from './fixtures/collector-process.ts';

const BODY = '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"x"},{"name":"y"}]}]}]}';
const LINE = '{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"name":"x","status":{}},{"name":"y","status":{}}]}]}]}';
const JSON_TYPE = { 'content-type': 'application/json' };
const LIMIT = 20 * 1024 * 1024;
/** Milliseconds: well before the collector cuts what is busy, after three seconds; and well before the lab ends it by force, after eight. */
const AT_ONCE = 2_500;
const IN_TIME = 7_000;
const ON_WINDOWS = process.platform === 'win32' && 'Windows has neither signals nor limits for a process';

interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer<ArrayBuffer>;
}

const TAKEN: Record<string, Sent> = {
  'plain JSON': {},
  'a content type with a parameter': { headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
  'gzip': { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(BODY) },
  'the encoding `identity`': { headers: { ...JSON_TYPE, 'content-encoding': 'identity' } },
  'a query': { path: '/v1/traces?a=b' },
  'a body as long as the limit': { body: BODY.padEnd(LIMIT) },
};

const REFUSED: Record<string, [sent: Sent, status: number, code: number, message: string]> = {
  'an unknown path': [{ path: '/v1/logs' }, 404, 12, 'There is nothing at `/v1/logs`: the embedded collector takes traces only, at `/v1/traces`.'],
  'another method': [{ method: 'PUT' }, 405, 2, '`/v1/traces` takes `POST`, not `PUT`.'],
  'protobuf': [{ headers: { 'content-type': 'application/x-protobuf' } }, 415, 2, 'The content type is `application/x-protobuf`: the embedded collector takes OTLP as `application/json` only.'],
  'another encoding': [{ headers: { ...JSON_TYPE, 'content-encoding': 'br' } }, 415, 2, 'The content encoding is `br`: the embedded collector takes `gzip` or none.'],
  'a body that is not gzip': [{ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }, 400, 3, 'The body is not gzip: incorrect header check.'],
  'gzip that is cut off': [{ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(BODY).subarray(0, -9) }, 400, 3, 'The body is not gzip: unexpected end of file.'],
  'a body that is not UTF-8': [{ body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 3, 'The body is not UTF-8.'],
  'a body that is too long': [{ body: BODY.padEnd(LIMIT + 1) }, 413, 2, 'The body is longer than 20971520 bytes.'],
  'a body that unpacks to one too long': [{ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(BODY.padEnd(LIMIT + 1)) }, 413, 2, 'The body is longer than 20971520 bytes.'],
};

test('requests of every form that is taken leave the same line in both files', async (context) => {
  const collector = await startEmbedded(context);
  for (const [name, sent] of Object.entries(TAKEN)) {
    const response = await send(collector, sent);
    assert.deepEqual([response.status, response.headers.get('content-type'), await response.text()], [200, 'application/json', '{"partialSuccess":{}}'], name);
    assert.equal(linesOf(collector.rawFile).at(-1), LINE, `${name}: it is answered once it is written`);
  }
  assert.deepEqual(linesOf(collector.rawFile), Object.keys(TAKEN).map(() => LINE));
  assert.deepEqual(readFileSync(collector.tracesFile), readFileSync(collector.rawFile));
});

test('requests without spans are taken, and leave nothing', async (context) => {
  const collector = await startEmbedded(context);
  for (const body of ['{}', '{"resourceSpans":[]}', '{"resourceSpans":[{}]}']) assert.equal((await send(collector, { body })).status, 200, body);
  assert.deepEqual([linesOf(collector.rawFile), linesOf(collector.tracesFile)], [[], []]);
});

test('requests that are refused say why, and leave nothing', async (context) => {
  const collector = await startEmbedded(context);
  for (const [name, [sent, status, code, message]] of Object.entries(REFUSED)) {
    const response = await send(collector, sent);
    assert.deepEqual([response.status, response.headers.get('allow'), await response.json()], [status, status === 405 ? 'POST' : null, { code, message }], name);
  }
  assert.deepEqual([linesOf(collector.rawFile), linesOf(collector.tracesFile), collector.errors()], [[], [], '']);
});

test('a gzip bomb does not take its memory', { skip: process.platform !== 'linux' && 'only Linux tells the highest memory of a process' }, async (context) => {
  const collector = await startEmbedded(context);
  const bomb = gzipSync(Buffer.alloc(400 * 1024 ** 2), { level: 1 });
  assert.equal((await send(collector, { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: bomb })).status, 413);
  const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${collector.child.pid}/status`, 'utf8')) ?? [];
  assert.ok(Number(kibibytes) < 300 * 1024, `${kibibytes} KiB`);
});

test('health and counters are told', async (context) => {
  const collector = await startEmbedded(context);
  await send(collector, {});
  const [health, metrics] = await Promise.all([fetch(`http://${collector.health}/`), fetch(`http://${collector.metrics}/metrics`)]);
  assert.equal((await health.json() as { status: string }).status, 'Server available');
  const text = await metrics.text();
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
  assert.match(text, /^otelcol_receiver_accepted_spans\{receiver="otlp",transport="http"\} 2$/m);
  assert.match(text, /^otelcol_process_uptime \d+\.\d+$/m);
  assert.ok(text.includes(`target_info{service_name="tracehop-embedded-collector",service_version="${version}"} 1\n`), text);
  assert.equal((await fetch(`http://${collector.metrics}/`)).status, 404);
});

test('a client that goes away in the middle leaves nothing', async (context) => {
  const collector = await startEmbedded(context);
  const socket = await partOfRequest(collector, BODY.length + 1);
  socket.destroy();
  await once(socket, 'close');
  assert.equal((await send(collector, {})).status, 200);
  assert.deepEqual([linesOf(collector.rawFile), collector.errors()], [[LINE], '']);
});

test('a file that takes nothing more: 503, counted as failed, and the other file has the line', { skip: process.platform !== 'linux' && 'only Linux has /dev/full' }, async (context) => {
  const collector = await startEmbedded(context, { RAW_FILE: '/dev/full' });
  const response = await send(collector, {});
  const message = '`file/raw` could not write its file: ENOSPC: no space left on device, write.';
  assert.deepEqual([response.status, await response.json()], [503, { code: 14, message }]);
  assert.deepEqual([linesOf(collector.tracesFile), collector.errors()], [[LINE], `${message}\n`]);
  const counters = await (await fetch(`http://${collector.metrics}/metrics`)).text();
  assert.match(counters, /^otelcol_exporter_send_failed_spans\{exporter="file\/raw"\} 2$/m);
  assert.match(counters, /^otelcol_receiver_refused_spans\{receiver="otlp",transport="http"\} 2$/m);
});

test('a line of which only a part could be written is taken back', { skip: ON_WINDOWS }, async (context) => {
  const collector = await startEmbedded(context, {}, ['sh', '-c', 'ulimit -f 1; exec "$@"', 'sh']);
  const statuses: number[] = [];
  for (let sent = 0; sent < 10; sent += 1) statuses.push((await send(collector, {})).status);
  const taken = statuses.filter((status) => status === 200).length;
  assert.ok(taken > 0 && taken < 10, `${taken} of 10 were taken`);
  assert.equal(readFileSync(collector.rawFile, 'utf8'), `${LINE}\n`.repeat(taken));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it at once, although a client keeps its connection`, { skip: ON_WINDOWS }, async (context) => {
    const collector = await startEmbedded(context);
    const agent = new Agent({ keepAlive: true });
    context.after(() => agent.destroy());
    await new Promise((resolve) => request(`http://${collector.health}/`, { agent }, (response) => response.resume().on('end', resolve)).end());
    const { code, milliseconds } = await collector.stop(signal);
    assert.equal(code, 0);
    assert.ok(milliseconds < AT_ONCE, `${milliseconds} ms`);
  });
}

test('a request that is under way is finished first, and its client does not hold up the end', { skip: ON_WINDOWS }, async (context) => {
  const collector = await startEmbedded(context);
  const socket = await partOfRequest(collector, BODY.length);
  const ended = collector.stop();
  await untilRefused(collector);
  socket.write(BODY.slice(1));
  const [answer] = await once(socket, 'data') as [Buffer];
  const { code, milliseconds } = await ended;
  assert.match(String(answer), /^HTTP\/1.1 200 OK\r\n/);
  assert.deepEqual([code, linesOf(collector.rawFile)], [0, [LINE]]);
  assert.ok(milliseconds < AT_ONCE, `${milliseconds} ms`);
});

test('a request that does not come to its end is cut off in the end', { skip: ON_WINDOWS }, async (context) => {
  const collector = await startEmbedded(context);
  await partOfRequest(collector, BODY.length);
  const { code, milliseconds } = await collector.stop();
  assert.deepEqual([code, linesOf(collector.rawFile)], [0, []]);
  assert.ok(milliseconds < IN_TIME, `${milliseconds} ms`);
});

test('what keeps it from starting is one sentence, and exit code 5', async (context) => {
  const folder = temporaryFolder(context);
  const environment = await environmentIn(folder);
  const taken = createServer().listen(0, '127.0.0.1');
  context.after(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const nowhere = join(folder, 'none/raw.jsonl');
  for (const [name, value, errors] of [
    ['OTLP_HTTP', 'here', '`OTLP_HTTP` is `here`: it must be `host:port`, such as `127.0.0.1:4318`.\n'],
    ['OTLP_HTTP', `127.0.0.1:${port}`, `\`OTLP_HTTP\` is \`127.0.0.1:${port}\`, and another process listens there (EADDRINUSE).\n`],
    ['HEALTH', `127.0.0.1:${port}`, `\`HEALTH\` is \`127.0.0.1:${port}\`, and another process listens there (EADDRINUSE).\n`],
    ['METRICS_PORT', String(port), `\`METRICS_PORT\` is \`${port}\`, and another process listens there (EADDRINUSE).\n`],
    ['RAW_FILE', nowhere, `\`RAW_FILE\` is \`${nowhere}\`, and its folder does not exist (ENOENT).\n`],
  ] as const) {
    assert.deepEqual(await runEmbedded({ ...environment, [name]: value }), { code: 5, errors }, name);
  }
});

function send({ otlp }: Running, { path = '/v1/traces', method = 'POST', headers = JSON_TYPE, body = BODY }: Sent): Promise<Response> {
  return fetch(`http://${otlp}${path}`, { method, headers, body });
}

/** A connection on which the headers of a request arrived, and the first byte of its body. */
async function partOfRequest({ otlp }: Running, length: number) {
  const [host, port] = otlp.split(':');
  const socket = connect(Number(port), host).on('error', () => undefined);
  socket.write(`POST /v1/traces HTTP/1.1\r\nhost: ${otlp}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nexpect: 100-continue\r\n\r\n{`);
  await once(socket, 'data');
  return socket;
}

function untilRefused({ otlp }: Running): Promise<void> {
  return until('the collector to stop listening', async () => {
    const refused = await fetch(`http://${otlp}/`).then(() => false, () => true);
    return refused ? { done: true, value: undefined } : { done: false, saw: 'it listens' };
  }, { timeout: AT_ONCE, every: 10 });
}
