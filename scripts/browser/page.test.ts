import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { accessibilityFaults } from './accessibility.ts';
import { noBrowser, startBrowser } from './chromium.ts';
import { layoutFaults } from './layout.ts';
import { focused, LivePage, send, verdictOn } from './live-page.ts';
import { WatchedPage } from './watched-page.ts';

const SCENARIOS = [
  { title: 'A proxy removes the header', verdict: 'HEADER_STRIPPED' },
  { title: 'B has no propagator', verdict: 'HEADER_IGNORED' },
] as const;

/** More than there are stops before the button. */
const STOPS = 20;

describe('the live page', { skip: noBrowser }, () => {
  let [browser, live, watched, page]: [Browser, LivePage, WatchedPage, Page] = [] as never;

  before(async () => {
    browser = await startBrowser();
    live = await LivePage.start();
    watched = await WatchedPage.open(await browser.newContext(), (url) => url.startsWith(`${live.origin}/`) || url.startsWith('data:'));
    ({ page } = watched);
  });
  afterEach(() => watched.assertClean());
  after(async () => {
    await browser?.close();
    await live?.stop();
  });

  test('a request through the healthy lab: each step as it happens, and LINKED', async () => {
    await page.goto(live.origin);
    await send(page);
    await verdictOn(page).filter({ hasText: 'LINKED' }).waitFor();
    const steps = await page.getByRole('log', { name: 'What happens' }).getByRole('listitem').allTextContents();
    const places = [/sent to service-a/, /answered with status 200/, /spans? of service-a reached/, /spans? of service-b reached/, /Verdict .*LINKED/].map((step) => steps.findIndex((text) => step.test(text)));
    assert.ok(!places.includes(-1) && places[0]! < places[1]! && places[4] === steps.length - 1, steps.join('\n'));
  });

  for (const { title, verdict } of SCENARIOS) {
    test(`picked from the list, "${title}" ends as ${verdict}, as expected`, async () => {
      await page.goto(live.origin);
      await page.getByRole('navigation', { name: 'Scenarios' }).getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await send(page);
      await verdictOn(page).filter({ hasText: verdict }).waitFor();
      await page.getByText('✓ As this scenario is expected to end').waitFor();
    });
  }

  test('a link to a scenario opens it, and says in the list which it is', async () => {
    await page.goto(`${live.origin}/scenario/callee-down`);
    await page.getByRole('heading', { level: 1, name: 'Nothing listens where A calls' }).waitFor();
    assert.equal(await page.locator('[aria-current=page]').textContent(), 'Nothing listens where A calls');
  });

  test('with the keyboard alone: from the top to a verdict, the focus always to be seen', async () => {
    await page.goto(live.origin);
    let at = await focused(page);
    for (let stop = 0; stop < STOPS && at.name !== 'Send a request'; stop += 1) {
      await page.keyboard.press('Tab');
      at = await focused(page);
      assert.ok(at.visible, `the focus on "${at.name}" is not to be seen`);
    }
    assert.equal(at.name, 'Send a request');
    await page.keyboard.press('Enter');
    await verdictOn(page).and(page.locator(':focus')).waitFor();
  });

  test('for a projector, everything is larger, and the links keep it so', async () => {
    const size = (): Promise<number> => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p')!).fontSize));
    await page.goto(live.origin);
    const before = await size();
    await page.getByRole('button', { name: 'Projector mode' }).press('Enter');
    assert.ok(await size() >= 1.4 * before);
    await page.getByRole('link', { name: 'Workshop' }).click();
    await page.waitForURL(`${live.origin}/workshop?projector`);
    assert.ok(await size() >= 1.4 * before);
    assert.deepEqual(await layoutFaults(page), []);
  });

  for (const path of ['/', '/scenario/proxy-strips-header', '/workshop', '/?projector']) {
    test(`${path}: axe-core finds nothing in light and in dark, and nothing is cut off at any width`, async () => {
      await page.goto(`${live.origin}${path}`);
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.deepEqual(await layoutFaults(page), []);
    });
  }

  test('an address that is none says so, and axe-core finds nothing there', async () => {
    const answer = await page.goto(`${live.origin}/nowhere`);
    assert.equal(answer!.status(), 404);
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.throws(() => watched.assertClean(), /404/, 'the browser notes that itself, and nothing else');
  });
});
