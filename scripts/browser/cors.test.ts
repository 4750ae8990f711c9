// A real browser on the page of another origin: what it refuses cannot be tried with anything else.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { accessibilityFaults } from './accessibility.ts';
import { noBrowser, startBrowser } from './chromium.ts';
import { layoutFaults } from './layout.ts';
import { LivePage, verdictOn } from './live-page.ts';
import { WatchedPage } from './watched-page.ts';

describe('the page of another origin', { skip: noBrowser, concurrency: 1 }, () => {
  let [browser, live, watched, page, serviceA]: [Browser, LivePage, WatchedPage, Page, string] = [] as never;
  /** Of requests to service A: a preflight is none of the page's. */
  const calls: string[] = [];

  before(async () => {
    browser = await startBrowser();
    live = await LivePage.start();
    watched = await WatchedPage.open(await browser.newContext(), (url) => [live.origin, live.otherOrigin, serviceA].some((own) => url.startsWith(`${own}/`)) || url.startsWith('data:'));
    ({ page } = watched);
    page.on('response', (response) => { if (response.url().startsWith(`${serviceA}/`)) calls.push(`${response.status()}`); });
    await page.goto(live.origin);
    await page.getByRole('link', { name: 'A web page calls' }).click();
    await page.getByRole('heading', { level: 1, name: 'A web page calls service A' }).waitFor();
    serviceA = new URL((await page.locator('main code').first().textContent())!).origin;
  });
  after(async () => {
    await browser?.close();
    await live?.stop();
  });

  async function called(answer: 'as it is' | 'mended', verdict: string): Promise<string[]> {
    await page.getByRole('radio', { name: answer }).check();
    await page.getByRole('button', { name: 'Call service A' }).click();
    await verdictOn(page).filter({ hasText: verdict }).waitFor();
    return page.getByRole('log', { name: 'What happens' }).getByRole('listitem').allInnerTexts();
  }

  test('service A as it is: its preflight refuses `traceparent`, the browser sends nothing, and the mend is shown', async () => {
    const [told, preflight, call, got] = await called('as it is', 'REQUEST_FAILED');
    assert.match(told!, /GET http:\S+\/call-b\?click=[\da-f]{32}\ntraceparent: 00-[\da-f]{32}-[\da-f]{16}-01$/);
    assert.ok(preflight!.includes(`OPTIONS from ${live.otherOrigin}, answered with status 204\nAccess-Control-Request-Headers: traceparent\nAccess-Control-Allow-Headers: content-type\nspan `), preflight!);
    assert.match(call!, /The browser never sent the call/);
    assert.match(got!, /The page got no answer\n[^\n]*TypeError: Failed to fetch/);
    assert.deepEqual(calls, []);
    const mend = await page.locator('ins').innerText();
    assert.match(mend, /^Access-Control-Allow-Headers: .*traceparent/);
    // The browser itself says so, of every page to which it happens, and there is no way to keep it from that.
    watched.assertSaid([/blocked by CORS policy: Request header field traceparent is not allowed by Access-Control-Allow-Headers/, /net::ERR_FAILED/]);
  });

  test('service A mended: the same click is LINKED, and the browser\'s `traceparent` is the probe', async () => {
    const [told, preflight, call, got] = await called('mended', 'LINKED');
    const traceparent = /traceparent: (.*)$/.exec(told!)![1]!;
    assert.match(preflight!, /Access-Control-Allow-Headers: .*traceparent/);
    assert.ok(call!.includes(`traceparent: ${traceparent}\n`), call!);
    assert.match(got!, /with status 200/);
    assert.ok((await page.getByRole('region', { name: 'The verdict' }).innerText()).includes(`in trace ${traceparent.split('-')[1]}`));
    assert.deepEqual(calls, ['200']);
    watched.assertClean();
  });

  test('as it is again, it is refused again: no browser remembers an answer for another click', async () => {
    await called('as it is', 'REQUEST_FAILED');
    assert.deepEqual(calls, ['200']);
    watched.assertSaid([/blocked by CORS policy/, /net::ERR_FAILED/]);
  });

  test('with the keyboard alone, to the verdict, which then has the focus', async () => {
    await page.reload();
    await page.getByRole('radio', { name: 'as it is' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await verdictOn(page).filter({ hasText: 'LINKED' }).and(page.locator(':focus')).waitFor();
    watched.assertClean();
  });

  test('everyone can read it, in light and in dark, at every width', async () => {
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(await layoutFaults(page), []);
  });
});
