import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Browser } from 'playwright-core';

import { assertValid } from '../../view/fixtures.ts';
import { reportHtml } from '../../view/report.ts';
import type { Shown } from '../../view/shown.ts';
import { accessibilityFaults } from './accessibility.ts';
import { noBrowser, startBrowser } from './chromium.ts';
import { HOSTILE, MEGABYTE, plainAsLongAs, readOrHeard, withTexts } from './hostile.ts';
import { layoutFaults } from './layout.ts';
import { type Name, NAMES, noXray, realDocuments } from './real-documents.ts';
import { Reports } from './reports.ts';
import { skeletonOf } from './skeleton.ts';

/** Bytes. */
const LARGEST = 300_000;

describe('the report', { skip: noBrowser }, () => {
  let browser: Browser;
  let reports: Reports;
  let documents: Partial<Record<Name, Shown>>;

  before(async () => {
    browser = await startBrowser();
    documents = await realDocuments();
    reports = await Reports.begin(browser);
  });
  after(async () => {
    await browser?.close();
    reports?.end();
  });

  for (const name of NAMES) {
    describe(`of the ${name}`, { skip: name === 'xray' && noXray }, () => {
      test('it is valid, asks for nothing, and axe-core finds nothing in light and in dark', async () => {
        assertValid(documents[name]!);
        const watched = await reports.open(documents[name]!);
        assert.deepEqual(await accessibilityFaults(watched.page), []);
        watched.assertClean();
      });

      test('nothing is cut off, and nothing needs scrolling sideways, at any width', async () => {
        const { page } = await reports.open(documents[name]!);
        assert.deepEqual(await layoutFaults(page), []);
      });

      test('without scripts there is as much to read', async () => {
        const [{ page: scripted }, page] = await Promise.all([reports.open(documents[name]!), reports.openWithoutScripts(documents[name]!)]);
        const [withScripts, without] = await Promise.all([scripted, page].map((each) => each.locator('main').textContent()));
        assert.equal(without, withScripts);
        assert.ok(await page.locator('h1').isVisible());
        assert.equal(await page.locator('.tools:visible').count(), 0);
      });

      test('printed from the dark, it is dark on white, and what is folded is open', async () => {
        const { page } = await reports.open(documents[name]!);
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const [ink, paper] = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]);
        const unseen = await page.evaluate(() => [...document.querySelectorAll('main :not(.tools, .tools *)')].filter((element) => element.textContent!.trim() !== '' && !element.closest('[aria-hidden=true]') && !element.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 200)));
        await page.emulateMedia({ media: null, colorScheme: null });
        assert.deepEqual({ ink, paper, unseen }, { ink: 'rgb(26, 29, 35)', paper: 'rgb(255, 255, 255)', unseen: [] });
      });

      for (const [kind, text] of Object.entries(HOSTILE)) {
        test(`${kind} in every field of it neither run nor break out, and the layout holds`, async () => {
          const hostile = withTexts(documents[name]!, (own) => `${text}${own}`);
          const plain = plainAsLongAs(text);
          const { page: plainPage } = await reports.open(withTexts(documents[name]!, (own) => `${plain}${own}`));
          const skeleton = await skeletonOf(plainPage);
          const watched = await reports.open(hostile);
          assert.deepEqual(await skeletonOf(watched.page), skeleton);
          assert.doesNotMatch(await readOrHeard(watched.page), /(?!\n)[\p{Cc}\p{Cf}]/u);
          assert.deepEqual(await layoutFaults(watched.page), []);
          assert.equal(await watched.page.evaluate(() => 'pwned' in window), false);
          watched.assertClean();
        });
      }

      test('names of a megabyte are cut: the file stays small, and the layout holds', async () => {
        const long = withTexts(documents[name]!, (own, key) => ['name', 'title', 'summary', 'service', 'services'].includes(key) ? MEGABYTE : own);
        const { length } = reportHtml(long);
        assert.ok(length < LARGEST, `${length} characters`);
        const { page } = await reports.open(long);
        assert.deepEqual(await layoutFaults(page), []);
      });
    });
  }

  for (const name of ['linked verdict', 'broken verdict'] as const) {
    test(`the file of the ${name} is small`, () => {
      const { length } = Buffer.from(reportHtml(documents[name]!));
      assert.ok(length < LARGEST, `${length} bytes`);
    });
  }
});
