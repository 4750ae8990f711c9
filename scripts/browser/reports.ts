// Reports in a browser: each written as a file, and opened as a reader opens it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, Page } from 'playwright-core';

import { reportHtml } from '../../view/report.ts';
import type { Shown } from '../../view/shown.ts';
import { WatchedPage } from './watched-page.ts';

export class Reports {
  readonly #folder = mkdtempSync(join(tmpdir(), 'reports-'));
  readonly #watched: WatchedPage;
  readonly #unscripted: Page;
  #written = 0;

  private constructor(watched: WatchedPage, unscripted: Page) {
    this.#watched = watched;
    this.#unscripted = unscripted;
  }

  static async begin(browser: Browser): Promise<Reports> {
    const unscripted = await browser.newContext({ javaScriptEnabled: false });
    // A report asks for nothing but itself.
    return new Reports(await WatchedPage.open(await browser.newContext(), (url) => /^file:.*\/report-\d+\.html$/.test(url)), await unscripted.newPage());
  }

  /** In the one page that all share: the report before is gone. */
  async open(document: Shown): Promise<WatchedPage> {
    await this.#watched.page.goto(this.#write(document));
    return this.#watched;
  }

  async openWithoutScripts(document: Shown): Promise<Page> {
    await this.#unscripted.goto(this.#write(document));
    return this.#unscripted;
  }

  #write(document: Shown): string {
    const file = join(this.#folder, `report-${this.#written += 1}.html`);
    writeFileSync(file, reportHtml(document));
    return pathToFileURL(file).href;
  }

  end(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
