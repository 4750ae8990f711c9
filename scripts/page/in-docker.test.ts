// The live page in containers, as a browser on this machine reaches it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Shell } from 'zx';

import { type Leases, leasePorts } from '../../lab/ports.ts';
import { noBrowser, startBrowser } from '../browser/chromium.ts';
import { verdictOn } from '../browser/live-page.ts';
import { composeOf, noEngine, project } from '../fixtures/compose.ts';
import { playedOn } from '../fixtures/page-client.ts';

const FILES = ['-f', 'docker-compose.yml', '-f', 'page/compose.yaml'];

describe('the live page in containers', { skip: noEngine, concurrency: 1 }, () => {
  let [shell, leases, origin]: [Shell, Leases, string] = [] as never;

  before(async () => {
    leases = await leasePorts(2);
    // These two a page has to know.
    const [SERVICE_A_PORT, OTHER_ORIGIN_PORT] = leases.ports.map(String);
    shell = composeOf({ ...project('page'), PAGE_PORT: '0', SERVICE_A_PORT: SERVICE_A_PORT!, OTHER_ORIGIN_PORT: OTHER_ORIGIN_PORT! });
    const { exitCode, stderr } = await shell`docker compose ${FILES} up --build --detach --wait service-a service-b hop collector page`;
    assert.equal(exitCode, 0, stderr);
    origin = `http://${(await shell`docker compose ${FILES} port page 8080`).stdout.trim()}`;
  });
  after(async () => {
    await shell`docker compose ${FILES} down --volumes --remove-orphans --timeout 1`;
    leases.release();
  });

  test('`verify` says LINKED through the hop', async () => {
    const { exitCode, stdout, stderr } = await shell`docker compose ${FILES} run --rm --no-deps verify`;
    assert.equal(exitCode, 0, stderr + stdout);
    assert.match(stdout, /^LINKED: /m);
    assert.match((await shell`docker compose ${FILES} logs hop`).stdout, /"event":"delivered"/);
  });

  test('it is published on 127.0.0.1 only, and no admin port is published at all', async () => {
    const published = (await shell`docker compose ${FILES} ps --format ${'{{.Service}} {{.Ports}}'}`).stdout;
    assert.match(published, /^page 127\.0\.0\.1:\d+->8079\/tcp, 127\.0\.0\.1:\d+->8080\/tcp$/m);
    assert.doesNotMatch(published, /->908\d\/|0\.0\.0\.0:|\[::\]:/);
  });

  test('every container is read-only, without capabilities, and not root', async () => {
    const format = '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.Config.User}}';
    const containers = (await shell`docker compose ${FILES} ps --quiet`).stdout.trim().split('\n');
    assert.equal(containers.length, 5);
    for (const line of (await shell`docker inspect --format ${format} ${containers}`).stdout.trim().split('\n')) {
      assert.match(line, /^true \[ALL\] \[no-new-privileges:true\] (node|10001(:10001)?)$/);
    }
  });

  for (const [scenario, expected] of [['proxy-strips-header', 'HEADER_STRIPPED'], ['callee-unsampled', 'CALLEE_UNSAMPLED'], ['caller-speaks-xray', 'FORMAT_MISMATCH'], ['healthy', 'LINKED']] as const) {
    test(`switched to ${scenario} from the page: ${expected}, and no container was started again`, async () => {
      const running = (await shell`docker compose ${FILES} ps --quiet`).stdout;
      const { verdict, asExpected } = await playedOn(origin, scenario);
      assert.deepEqual({ verdict, asExpected }, { verdict: expected, asExpected: true });
      assert.equal((await shell`docker compose ${FILES} ps --quiet`).stdout, running);
    });
  }

  test('a hop that was started again is switched again before the next request', async () => {
    await playedOn(origin, 'proxy-strips-header');
    await shell`docker compose ${FILES} restart hop`;
    await shell`docker compose ${FILES} up --detach --wait hop`;
    assert.equal((await playedOn(origin, 'proxy-strips-header')).verdict, 'HEADER_STRIPPED');
  });

  test('a page of another origin calls service A in its container: refused, and LINKED when that is mended', { skip: noBrowser }, async (t) => {
    const browser = await startBrowser();
    t.after(() => browser.close());
    const page = await browser.newPage();
    await page.goto(origin);
    await page.getByRole('link', { name: 'A web page calls' }).click();
    for (const [answer, verdict] of [['as it is', 'REQUEST_FAILED'], ['mended', 'LINKED']] as const) {
      await page.getByRole('radio', { name: answer }).check();
      await page.getByRole('button', { name: 'Call service A' }).click();
      await verdictOn(page).filter({ hasText: verdict }).waitFor();
    }
  });

  test('where Docker chose the port of service A, there is no such page, and the log says why', async (t) => {
    const other = composeOf({ ...project('page-0'), PAGE_PORT: '0', OTHER_ORIGIN_PORT: '0' });
    t.after(() => other`docker compose ${FILES} down --volumes --remove-orphans --timeout 1`);
    const { exitCode, stderr } = await other`docker compose ${FILES} up --detach --wait page`;
    assert.equal(exitCode, 0, stderr);
    assert.match((await other`docker compose ${FILES} logs page`).stdout, /Docker chose the port of service-a, so no page can call it from the browser\. SERVICE_A_PORT names one\./);
  });
});
