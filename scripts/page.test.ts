import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';

import { type PageForTest, pageAt } from '../page/fixtures.ts';
import type { SceneEvent } from '../page/screen/scene.ts';
import type { RequestEvent } from '../page/stage.ts';
import { runningLab } from './fixtures/running-lab.ts';
import { assertNothingLeft, ownTemporaryFolder, type Running, start, tracehop } from './fixtures/tracehop.ts';

interface Run {
  told: RequestEvent[];
  kinds: string;
  failure: string | null;
}

async function runOf(events: AsyncIterator<SceneEvent>): Promise<Run> {
  const told: RequestEvent[] = [];
  for (;;) {
    const event = (await events.next()).value as SceneEvent;
    if (event.kind === 'told') told.push(event.event);
    if (event.kind === 'over') return { told, kinds: told.map(({ kind }) => kind).join(' '), failure: event.failure };
  }
}

function verdictsOf({ told }: Run): string[] {
  return told.flatMap((event) => event.kind === 'verdict' ? [event.document.verdict] : []);
}

async function startedPage(t: TestContext, words: string[], TMPDIR: string): Promise<{ running: Running; page: PageForTest }> {
  const running = start(words, { TMPDIR });
  t.after(() => running.child.kill('SIGTERM'));
  const [, host] = await running.says(/The page: http:\/\/(127\.0\.0\.1:\d+)\//);
  return { running, page: await pageAt(host!) };
}

test('`lab --page`: everybody sees each step as it happens, the lab is switched, and Ctrl+C leaves nothing', async (t) => {
  const TMPDIR = ownTemporaryFolder(t);
  const { running, page } = await startedPage(t, ['lab', '--page', '--collector=embedded'], TMPDIR);
  const [events, others] = [page.events(), page.events()];
  await Promise.all([events.next(), others.next()]);

  await page.post('/send');
  const run = await runOf(events);
  assert.match(run.kinds, /^sent answered (spans )+verdict$/);
  const [sent] = run.told;
  assert.ok(sent?.kind === 'sent' && sent.line.includes(`traceparent: ${sent.probe}`));
  const services = run.told.flatMap((event) => event.kind === 'spans' ? event.spans.map(({ service }) => `${event.seenIn} ${service}`) : []);
  assert.deepEqual(services.sort(), ['file service-a', 'file service-a', 'file service-b', 'tap service-a', 'tap service-a', 'tap service-b']);
  assert.deepEqual(verdictsOf(run), ['LINKED']);
  assert.deepEqual(await runOf(others), run);

  await page.post('/scenario/proxy-strips-header/send');
  const broken = await runOf(events);
  assert.match(broken.kinds, /^lab sent answered (spans )+verdict expectation$/);
  assert.deepEqual(verdictsOf(broken), ['HEADER_STRIPPED']);
  const last = broken.told.at(-1);
  assert.ok(last?.kind === 'expectation' && last.row.asExpected);
  assert.match((await page.ask('GET', '/')).body, /Lab ready: A proxy removes the header/);

  await page.post('/scenario/caller-context-leaked/send');
  assert.deepEqual(verdictsOf(await runOf(events)).sort(), ['CONTEXT_LEAKED', 'CONTEXT_LEAKED', 'LINKED']);
  await page.post('/send');
  const again = await runOf(events);
  assert.match(again.kinds, /^lab sent/, 'a lab whose requests were sent is started again');
  assert.deepEqual(verdictsOf(again).sort(), ['CONTEXT_LEAKED', 'CONTEXT_LEAKED', 'LINKED']);

  running.child.kill('SIGINT');
  const { exitCode, stderr } = await running.ended;
  assert.equal(exitCode, 130);
  assert.doesNotMatch(stderr, /Error|at .*\.ts/);
  assertNothingLeft(TMPDIR);
});

test('an interruption while the lab is switched, or a request is on its way, leaves nothing', async (t) => {
  for (const [path, moment] of [['/scenario/proxy-strips-header/switch', 'switching'], ['/scenario/callee-slow/send', 'sending']] as const) {
    const TMPDIR = ownTemporaryFolder(t);
    const { running, page } = await startedPage(t, ['lab', '--page', '--collector=embedded'], TMPDIR);
    const events = page.events();
    await page.post(path);
    for (let state = ''; state !== moment;) {
      const event = (await events.next()).value as SceneEvent;
      state = event.kind === 'lab' ? event.lab.state : event.kind === 'scene' ? event.scene.lab.state : '';
    }
    running.child.kill('SIGTERM');
    const { exitCode, stderr } = await running.ended;
    assert.equal(exitCode, 130);
    assert.doesNotMatch(stderr, /Error|at .*\.ts/);
    assertNothingLeft(TMPDIR);
  }
});

test('`page` sends through a lab that is up, tells of no other lab, and names the command for the rest', async (t) => {
  const { verify } = await runningLab(t);
  const { running, page } = await startedPage(t, ['page', ...verify.slice(1), '--listen=127.0.0.1:0'], ownTemporaryFolder(t));
  const events = page.events();
  await events.next();
  await page.post('/send');
  assert.deepEqual(verdictsOf(await runOf(events)), ['LINKED']);
  await page.post('/scenario/proxy-strips-header/send');
  const refused = await runOf(events);
  assert.match(refused.failure!, /cannot be switched to `proxy-strips-header`/);
  assert.match((await page.ask('GET', '/scenario/proxy-strips-header')).body, /docker compose -f docker-compose\.yml -f scenarios\/proxy-strips-header\.yaml up/);
  running.child.kill('SIGINT');
  assert.equal((await running.ended).exitCode, 130);
});

test('a port that is taken, an address that others can reach, and what is no address at all', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { verify } = await runningLab(t);
  const words = ['page', ...verify.slice(1)];
  const port = (taken.address() as AddressInfo).port;
  const [first, others, none] = await Promise.all([`127.0.0.1:${port}`, '0.0.0.0:0', 'here'].map((place) => tracehop([...words, `--listen=${place}`])));
  assert.equal(first!.exitCode, 5);
  assert.match(first!.stderr, new RegExp(`^The page cannot be served at 127\\.0\\.0\\.1:${port}: .*EADDRINUSE`, 'm'));
  assert.equal(others!.exitCode, 2);
  assert.match(others!.stderr, /others could reach the page/);
  assert.equal(none!.exitCode, 2);
});

test('a second page that cannot be served, or cannot know where service A is, is refused in one sentence', async (t) => {
  const { verify } = await runningLab(t);
  const words = ['page', ...verify.slice(1), '--listen=127.0.0.1:0'];
  const [others, unknown] = await Promise.all(['0.0.0.0:0', '127.0.0.1:0'].map((place) => tracehop([...words, `--other-origin=${place}`])));
  assert.deepEqual([others!.exitCode, unknown!.exitCode], [2, 2]);
  assert.match(others!.stderr, /^--other-origin names 0\.0\.0\.0, where others could reach the page/);
  assert.match(unknown!.stderr, /^--other-origin needs --published service-a=URL: where a browser finds service A\.\n$/);
});
