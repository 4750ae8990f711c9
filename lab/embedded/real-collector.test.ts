// What stands for the Collector is held against it: every request goes to both. Skipped where there is none.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { linesOf, type Running, startEmbedded, startReal } from './fixtures/collector-process.ts';
import { OTHERWISE, REFUSED, TAKEN } from './fixtures/requests.ts';

const VERSION = 'otelcol-contrib version 0.159.0';

const skip = whyNot();

test('both files are, byte for byte, those of the real Collector', { skip }, async (context) => {
  const [real, embedded] = await Promise.all([startReal(context), startEmbedded(context)]);
  for (const [name, body] of Object.entries(TAKEN)) {
    assert.deepEqual(await post(embedded, body), await post(real, body), name);
  }
  await Promise.all([real.stop(), embedded.stop()]);
  assert.deepEqual(linesOf(embedded.rawFile), linesOf(real.rawFile));
  assert.deepEqual(readFileSync(embedded.rawFile), readFileSync(real.rawFile));
  assert.deepEqual(readFileSync(embedded.tracesFile), readFileSync(real.tracesFile));
});

test('what the real Collector refuses is refused', { skip }, async (context) => {
  const [real, embedded] = await Promise.all([startReal(context), startEmbedded(context)]);
  for (const [name, [body]] of Object.entries(REFUSED)) {
    assert.equal((await post(embedded, body)).status, 400, name);
    // 500 where it cannot put its own message into JSON.
    assert.ok([400, 500].includes((await post(real, body)).status), name);
  }
});

test('the known differences are still there, and are as they are said to be', { skip }, async (context) => {
  const [real, embedded] = await Promise.all([startReal(context), startEmbedded(context)]);
  for (const [name, [body, here, there]] of Object.entries(OTHERWISE)) {
    assert.deepEqual([(await post(embedded, body)).status, (await post(real, body)).status], [here, there], name);
  }
});

test('the counters of the same spans are the same', { skip }, async (context) => {
  const counters = await Promise.all([startReal(context), startEmbedded(context)].map(async (starting) => {
    const collector = await starting;
    for (const body of Object.values(TAKEN)) await post(collector, body);
    const text = await (await fetch(`http://${collector.metrics}/metrics`)).text();
    return text.split('\n').filter((line) => /^otelcol_(receiver_(accepted|refused)|exporter_sent)_spans/.test(line)).sort();
  }));
  assert.equal(counters[0]?.length, 4);
  assert.deepEqual(counters[1], counters[0]);
});

interface Answer {
  status: number;
  type: string | null;
  body: string;
}

async function post({ otlp }: Running, body: string): Promise<Answer> {
  const response = await fetch(`http://${otlp}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

function whyNot(): string | false {
  try {
    const version = execFileSync('otelcol-contrib', ['--version'], { encoding: 'utf8' }).trim();
    return version === VERSION ? false : `the Collector on PATH is ${version}, not ${VERSION}`;
  } catch {
    return 'there is no otelcol-contrib on PATH to compare with';
  }
}
