// Pictures of every view, from real runs: FOLDER/NAME-WIDTH-SCHEME.png, and FOLDER/hop.png, which the README shows
// (`cp .cache/screenshots/hop.png view/`).

import { join, resolve } from 'node:path';

import type { Browser } from 'playwright-core';
import { fs } from 'zx';

import { ROOT } from '../lab/root.ts';
import { startBrowser } from './browser/chromium.ts';
import { unfold } from './browser/layout.ts';
import { LivePage, send, verdictOn } from './browser/live-page.ts';
import { realDocuments } from './browser/real-documents.ts';
import { Reports } from './browser/reports.ts';
import { shootAll } from './browser/shooting.ts';

const SCENARIO = 'proxy-strips-header';

const folder = resolve(process.argv[2] ?? join(ROOT, '.cache/screenshots'));
await fs.ensureDir(folder);

const browser = await startBrowser();
try {
  await shootReports(browser);
  await shootLivePage(browser);
} finally {
  await browser.close();
}
console.error(`The pictures are in ${folder}.`);

async function shootReports(from: Browser): Promise<void> {
  const reports = await Reports.begin(from);
  for (const [name, document] of Object.entries(await realDocuments())) {
    const { page } = await reports.open(document);
    await shootAll(page, folder, name.replaceAll(' ', '-'));
    if (name === 'broken verdict') await shootHop(page);
    await unfold(page);
    await shootAll(page, folder, `${name.replaceAll(' ', '-')}-open`);
  }
  reports.end();
}

async function shootHop(page: Awaited<ReturnType<Browser['newPage']>>): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('figure').first().screenshot({ path: join(folder, 'hop.png') });
}

async function shootLivePage(from: Browser): Promise<void> {
  const [live, page] = await Promise.all([LivePage.start(), from.newPage()]);
  await page.goto(live.origin);
  await shootAll(page, folder, 'page');
  for (const [name, path] of [['page-linked', '/'], ['page-broken', `/scenario/${SCENARIO}`], ['page-projector', '/?projector']] as const) {
    await page.goto(`${live.origin}${path}`);
    await send(page);
    await verdictOn(page).waitFor();
    await shootAll(page, folder, name);
  }
  await page.goto(`${live.origin}/workshop`);
  await shootAll(page, folder, 'page-workshop');
  await live.stop();
}
