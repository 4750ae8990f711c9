import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Browser } from 'playwright-core';

import { noBrowser, startBrowser } from './chromium.ts';
import { noXray, type Outcomes, runScenarios } from './real-documents.ts';
import { Reports } from './reports.ts';

/** The marks of the picture at which it says that the hop broke, or may have. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  'healthy': [],
  'proxy-strips-header': ['sent ≠ received: broken here'],
  'proxy-restarts-trace': ['sent ≠ received: broken here'],
  'proxy-rewrites-parent': ['sent ≠ received: broken here'],
  'header-short': ['sent ≠ received: broken here'],
  'caller-no-propagator': ['probe ≠ sent: broken here'],
  'caller-context-lost': ['probe ≠ sent: broken here'],
  'callee-no-propagator': ['received ≠ recorded: broken here'],
  'callee-exporter-wrong-port': ['from service-b to the Collector: no span came: broken here'],
  'callee-down': ['the call to service-b: broken here'],
  'collector-filters-client-spans': ['from the Collector to its file: not everything was written: broken here'],
};

/** What runs with processors of a real Collector only. */
const PROCESSORS = ['collector-filters-client-spans'];

describe('the picture marks the place where the hop broke', { skip: noBrowser }, () => {
  let browser: Browser;
  let reports: Reports;
  let outcomes: Outcomes['outcomes'];

  before(async () => {
    const ids = Object.keys(MARKS).filter((id) => !noXray || !PROCESSORS.includes(id));
    browser = await startBrowser();
    ({ outcomes } = await runScenarios(ids));
    reports = await Reports.begin(browser);
  });
  after(async () => {
    await browser?.close();
    reports?.end();
  });

  for (const [id, marks] of Object.entries(MARKS)) {
    test(`${id}: ${marks.join(' and ') || 'no mark'}`, { skip: PROCESSORS.includes(id) && noXray }, async () => {
      const { page } = await reports.open(outcomes[id]!);
      const picture = page.getByRole('group', { name: 'The hop' });
      assert.deepEqual(await picture.getByRole('img', { name: /(?:broken|perhaps) here/ }).evaluateAll((named) => named.map((each) => each.getAttribute('aria-label'))), marks);
    });
  }
});
