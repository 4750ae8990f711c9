// What is made of a call, whatever the browser did: here it does what a test says. What a real one does is tried in
// scripts/browser/.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { chooseCollector } from '../../lab/collector-choice.ts';
import type { Answer } from '../../lab/request.ts';
import type { BrowserCall, CorsStage, SendFromBrowser } from '../../page/cors-stage.ts';
import type { RecordedRequest } from '../../lab/recorded-requests.ts';
import { AttachedStage } from './attached-stage.ts';
import { pageOptions, startSwitchedLab } from './switched-lab.ts';

const ORIGIN = 'http://127.0.0.1:8079';

async function preflight({ url }: BrowserCall): Promise<void> {
  await fetch(url, { method: 'OPTIONS', headers: { 'origin': ORIGIN, 'access-control-request-method': 'GET', 'access-control-request-headers': 'traceparent' } });
}

async function call({ url, traceparent }: BrowserCall): Promise<Answer> {
  const response = await fetch(url, { headers: { origin: ORIGIN, traceparent } });
  return { httpStatus: response.status, body: await response.json() };
}

const failed: SendFromBrowser = async (asked) => {
  await preflight(asked);
  return { error: 'Failed to fetch' };
};

const answered: SendFromBrowser = async (asked) => {
  await preflight(asked);
  return call(asked);
};

describe('a call from the browser', { concurrency: 1 }, () => {
  const end = new AbortController();
  let [stage, cors, stop]: [AttachedStage, CorsStage, () => Promise<void>] = [] as never;

  before(async () => {
    const lab = await startSwitchedLab({ collector: await chooseCollector('embedded', {}), signal: end.signal });
    const { switches, ...places } = pageOptions(lab);
    stage = await AttachedStage.begin(places, switches, end.signal);
    cors = stage.cors(`http://${lab.address('service-a', 8081)}/call-b`);
    stop = () => lab.stop();
  });
  after(async () => {
    await cors.close();
    await stage.close();
    await stop();
  });

  test('refused in the preflight: the request failed, by the usual rules, and why is told beside that', async () => {
    const { verdict, preflight: asked, call: itself, got } = await cors.call(false, failed);
    const { status, origin, asked: header, allowed, spanId } = asked as RecordedRequest;
    assert.deepEqual({ status, origin, header, allowed, itself, got }, { status: 204, origin: ORIGIN, header: 'traceparent', allowed: 'content-type', itself: 'nothing', got: { error: 'Failed to fetch' } });
    assert.deepEqual([verdict.verdict, verdict.where], ['REQUEST_FAILED', 'request']);
    assert.deepEqual(verdict.findings, [{ code: 'PREFLIGHT_REFUSED', spanId, message: 'The browser asked whether `traceparent` may be sent, and service-a allows `content-type` only: it sent nothing more.' }]);
    assert.match(verdict.fix!, /^Let service-a allow the headers of tracing/);
  });

  test('mended: LINKED, and the call that service A recorded has the trace context that the browser was given', async () => {
    const { verdict, preflight: asked, call: itself, traceparent } = await cors.call(true, answered);
    assert.deepEqual([verdict.verdict, verdict.findings, verdict.witnesses.probe], ['LINKED', [], traceparent]);
    assert.equal((asked as RecordedRequest).allowed, 'content-type, traceparent, tracestate');
    assert.deepEqual([(itself as RecordedRequest).method, (itself as RecordedRequest).traceparent], ['GET', traceparent]);
  });

  test('a call that failed although everything was allowed is not put down to the preflight', async () => {
    const { verdict } = await cors.call(true, failed);
    assert.deepEqual([verdict.verdict, verdict.findings], ['REQUEST_FAILED', []]);
    assert.doesNotMatch(verdict.fix!, /allow/);
  });

  test('a call whose preflight nobody recorded: that is unknown, and not nothing', async () => {
    const { verdict, preflight: asked, call: itself } = await cors.call(false, async () => ({ error: 'Failed to fetch' }));
    assert.deepEqual([verdict.verdict, asked, itself], ['REQUEST_FAILED', 'unknown', 'unknown']);
  });

  test('a scenario that the lab was switched to does not get in its way, nor the other way round', async () => {
    await stage.switchTo('proxy-strips-header');
    const verdicts: string[] = [];
    const send = (): Promise<void> => stage.send((event) => { if (event.kind === 'verdict') verdicts.push(event.document.verdict); });
    const [, { verdict }] = await Promise.all([send(), cors.call(true, answered), send()]);
    assert.deepEqual([verdict.verdict, ...verdicts], ['LINKED', 'HEADER_STRIPPED', 'HEADER_STRIPPED']);
  });

  test('it says where service A is, and what it can be made to allow', async () => {
    const { url, asItIs, mended } = await cors.open();
    assert.match(url, /\/call-b$/);
    assert.deepEqual([asItIs, mended], ['content-type', 'content-type, traceparent, tracestate']);
  });
});
