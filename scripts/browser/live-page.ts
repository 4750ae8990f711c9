// The live page of a lab on processes, started as a reader starts it, and what a reader does there.

import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import { type Running, start } from '../fixtures/tracehop.ts';

export class LivePage {
  readonly origin: string;
  /** The origin of the page that calls service A. */
  readonly otherOrigin: string;
  readonly #running: Running;

  private constructor(running: Running, origin: string, otherOrigin: string) {
    this.#running = running;
    this.origin = origin;
    this.otherOrigin = otherOrigin;
  }

  static async start(collector = 'embedded'): Promise<LivePage> {
    const running = start(['lab', '--page', '--collector', collector], { NO_COLOR: '1' });
    const [, origin, otherOrigin] = await running.says(/The page: (http:\S+)\/\n.*another origin.*: (http:\S+)\//);
    return new LivePage(running, origin!, otherOrigin!);
  }

  async stop(): Promise<void> {
    this.#running.child.kill('SIGINT');
    const { exitCode, stderr } = await this.#running.ended;
    assert.equal(exitCode, 130, stderr);
  }
}

/** The heading under which the verdict of the run that was sent last is shown. */
export function verdictOn(page: Page): Locator {
  return page.getByRole('region', { name: 'The verdict' }).getByRole('heading', { level: 1 });
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send a request' }).click();
}

/** What has the focus, by its name; and whether that is to be seen. */
export async function focused(page: Page): Promise<{ name: string; visible: boolean }> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(element!);
    const { width, height, left } = element!.getBoundingClientRect();
    return { name: element!.textContent!.trim(), visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0 && left >= 0 };
  });
}
