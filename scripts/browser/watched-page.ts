// A page of which everything is noted that a good page never does: errors, refusals by its policy, dialogs, and
// requests to others.

import assert from 'node:assert/strict';

import type { BrowserContext, Page } from 'playwright-core';

/** For whatever is waited for. Milliseconds. */
const LONGEST = 10_000;

export class WatchedPage {
  readonly page: Page;
  readonly #faults: string[] = [];

  private constructor(page: Page, isOwn: (url: string) => boolean) {
    this.page = page;
    // What the policy refuses is an error of the console, too.
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) this.#faults.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => { this.#faults.push(`error: ${error.message}`); });
    page.on('request', (request) => { if (!isOwn(request.url())) this.#faults.push(`request: ${request.url()}`); });
    page.on('dialog', (dialog) => { this.#faults.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
    page.on('popup', (popup) => { this.#faults.push(`popup: ${popup.url()}`); });
  }

  /** `isOwn`: whether the page may ask for that address. */
  static async open(context: BrowserContext, isOwn: (url: string) => boolean): Promise<WatchedPage> {
    context.setDefaultTimeout(LONGEST);
    return new WatchedPage(await context.newPage(), isOwn);
  }

  /** Fails unless this was noted, each once, and nothing else. */
  assertSaid(expected: readonly RegExp[]): void {
    const faults = this.#faults.splice(0);
    assert.equal(faults.length, expected.length, faults.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(faults[index]!, pattern);
  }

  /** Fails with everything that was noted since it was asked last. */
  assertClean(where = ''): void {
    assert.deepEqual(this.#faults.splice(0), [], where);
  }
}
