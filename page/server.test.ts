import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Problem } from '../lab/problem.ts';
import { HEALTHY, type PageForTest, servedPage, stageOf, STRIPPED } from './fixtures.ts';

const HOSTS: [host: (own: string) => string, status: number][] = [
  [(own) => own, 200],
  [(own) => own.replace('127.0.0.1', 'localhost'), 200],
  [(own) => own.replace('127.0.0.1', 'LOCALHOST'), 200],
  [(own) => own.replace('127.0.0.1', '[::1]'), 200],
  [() => '127.0.0.1:1', 421],
  [() => '127.0.0.1', 421],
  [(own) => own.replace('127.0.0.1', 'evil.example'), 421],
  [(own) => own.replace('127.0.0.1', '127.0.0.1.evil.example'), 421],
  [(own) => `evil.example@${own}`, 421],
  [() => '@', 421],
];

test('the page answers to the names of this machine and its own port only', async (t) => {
  const { host, ask } = await servedPage(t);
  for (const path of ['/', '/events/', '/view/style.css']) {
    for (const [given, status] of HOSTS) assert.equal((await ask('GET', path, { host: given(host) })).status, status === 200 && path === '/events/' ? 404 : status, `${path} ${given(host)}`);
  }
});

test('where another port was published, the names alone count, and a name of its own besides them', async (t) => {
  const { ask } = await servedPage(t, { address: { names: ['page'], published: true } });
  assert.equal((await ask('GET', '/', { host: 'localhost:9' })).status, 200);
  assert.equal((await ask('GET', '/', { host: 'page:8080' })).status, 200);
  assert.equal((await ask('GET', '/', { host: 'pages:8080' })).status, 421);
});

test('what changes something needs the page\'s own origin and its token', async (t) => {
  let asked = 0;
  const { host, token, ask, post } = await servedPage(t, { stage: stageOf({ send: async () => { asked += 1; } }) });
  const refused: Record<string, string>[] = [
    {}, { 'x-tracehop-token': token }, { origin: `http://${host}` }, { origin: `http://${host}`, 'x-tracehop-token': `${token}x` }, { origin: `http://${host}`, 'x-tracehop-token': '' },
    { 'origin': 'http://evil.example', 'x-tracehop-token': token }, { 'origin': 'null', 'x-tracehop-token': token }, { 'origin': `https://${host}`, 'x-tracehop-token': token },
  ];
  for (const headers of refused) {
    for (const path of ['/send', '/scenario/healthy/send', '/scenario/healthy/switch']) assert.equal((await ask('POST', path, headers)).status, 403, JSON.stringify(headers));
  }
  for (const method of ['GET', 'PUT', 'DELETE']) assert.equal((await ask(method, '/send', { 'origin': `http://${host}`, 'x-tracehop-token': token })).status, 404, method);
  assert.equal(asked, 0);
  assert.equal((await post('/send')).status, 202);
  assert.equal((await post('/scenario/nothing/send')).status, 404);
  assert.equal(asked, 1);
});

test('every answer has the same strict headers, and lets no script run but ours', async (t) => {
  const { ask } = await servedPage(t);
  for (const path of ['/', '/nothing', '/view/style.css', '/scenario/healthy']) {
    const { headers } = await ask('GET', path);
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self' 'sha256-[^']+='; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/);
    assert.deepEqual([headers['x-content-type-options'], headers['referrer-policy'], headers['cross-origin-resource-policy'], headers['cross-origin-opener-policy'], headers['x-powered-by']], ['nosniff', 'no-referrer', 'same-origin', 'same-origin', undefined]);
  }
});

test('each scenario has an address that shows it at once, and an unknown one is not found', async (t) => {
  const { ask } = await servedPage(t);
  const { status, body } = await ask('GET', '/scenario/proxy-strips-header?projector');
  assert.equal(status, 200);
  assert.match(body, /<html lang="en" class="projector">/);
  assert.match(body, /<title>A proxy removes the header · tracehop<\/title>/);
  assert.match(body, /<h1 id="card-title">A proxy removes the header<\/h1>/);
  assert.match(body, /<a href="\/scenario\/healthy\?projector">Nothing is broken<\/a>/);
  for (const path of ['/scenario/nothing', '/scenario/', '/scenario/%2e%2e', '/toString', '/scenario/__proto__']) assert.equal((await ask('GET', path)).status, 404, path);
});

test('no button can be pressed before the browser has taken over', async (t) => {
  const { ask } = await servedPage(t);
  const buttons = (await ask('GET', '/scenario/proxy-strips-header')).body.match(/<button[^>]*>/g)!;
  assert.equal(buttons.length, 3);
  for (const button of buttons) assert.match(button, / disabled/);
});

test('only what the browser needs is served', async (t) => {
  const { ask } = await servedPage(t);
  const { body } = await ask('GET', '/page/browser/main.ts');
  assert.match(body, /from '\.\.\/screen\/screen\.ts'/);
  assert.doesNotMatch(body, /as Shown|import type|: SceneEvent/);
  const others = [
    '/package.json', '/page/server.ts', '/page/stage.ts', '/page/browser/../server.ts', '/page/browser/%2e%2e/server.ts', '/page/browser/..%2fserver.ts', '/view/..%5c..%5cpackage.json',
    '/view/', '/page/browser', '/view/report.ts', '/verifier/verdict.ts', '/node_modules/preact/package.json', '/modules/../package.json', '//etc/passwd', '/view/style.css%00', '/.git/config', '/page/fixtures.ts', '/%',
  ];
  for (const path of others) assert.equal((await ask('GET', path)).status, 404, path);
});

test('what is data stays data, in markup and in the island that the browser starts from', async (t) => {
  const evil = '</script><script>alert(1)</script><!--"\'&';
  const { ask } = await servedPage(t, { stage: stageOf({ scenarios: [{ ...STRIPPED, title: evil, broken: evil, elsewhere: { reason: evil, command: evil } }, HEALTHY] }) });
  const { body } = await ask('GET', '/scenario/proxy-strips-header');
  assert.doesNotMatch(body, /<script>alert|<!--/);
  assert.equal(body.match(/<script/g)!.length, 3);
  const island = /<script type="application\/json" id="shown">(.*)<\/script>/.exec(body)![1]!;
  assert.equal((JSON.parse(island) as { scenarios: { title: string }[] }).scenarios[0]!.title, evil);
});

test('a mistake of ours is told to the terminal, and to nobody else', async (t) => {
  const told: unknown[] = [];
  const { ask } = await servedPage(t, { course: () => { throw new Error('secret'); }, onError: (error) => told.push(error) });
  const { status, body } = await ask('GET', '/workshop');
  assert.equal(status, 500);
  assert.doesNotMatch(body, /secret|at .*\.ts/);
  assert.match(String(told[0]), /secret/);
});

test('without a course, the page of the workshop says why', async (t) => {
  const { ask } = await servedPage(t, { course: () => { throw new Problem(3, 'There is no workshop here.'); } });
  const { status, body } = await ask('GET', '/workshop');
  assert.equal(status, 200);
  assert.match(body, /There is no workshop here\./);
});

test('so many pages may listen, and one more may not', async (t) => {
  const page: PageForTest = await servedPage(t);
  const open = Array.from({ length: 32 }, () => page.events());
  for (const events of open) assert.equal(((await events.next()).value as { kind: string }).kind, 'scene');
  assert.equal((await page.ask('GET', '/events')).status, 503);
});
