// How long somebody waits in a browser: from the click until the verdict is there, and until a report is open.

import { pathToFileURL } from 'node:url';

import { startBrowser } from '../browser/chromium.ts';
import { LivePage, send } from '../browser/live-page.ts';

/** Milliseconds, one request after the other. */
export async function clickToVerdict(collector: string, clicks: number): Promise<number[]> {
  const live = await LivePage.start(collector);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(live.origin);
    // The first one finds everything cold.
    await send(page);
    await page.locator('#verdict').waitFor();
    const values: number[] = [];
    while (values.length < clicks) values.push(await page.evaluate(timeOfClick));
    return values;
  } finally {
    await browser.close();
    await live.stop();
  }
}

/** In the browser. Each run has a verdict of its own: the one before is another element. */
function timeOfClick(): Promise<number> {
  const [before, began] = [document.querySelector('#verdict'), performance.now()];
  document.querySelector<HTMLElement>('button.primary')!.click();
  return new Promise((resolve) => {
    const look = (): void => {
      const verdict = document.querySelector('#verdict');
      if (verdict && verdict !== before) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Milliseconds until the browser has read a file, laid it out and run its script. */
export async function reportOpening(file: string, times: number): Promise<number[]> {
  const browser = await startBrowser();
  try {
    const values: number[] = [];
    while (values.length < times) {
      const page = await browser.newPage();
      const began = performance.now();
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      values.push(performance.now() - began);
      await page.close();
    }
    return values;
  } finally {
    await browser.close();
  }
}
