import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { Browser } from 'playwright-core';

import { Problem } from '../../lab/problem.ts';
import { ROOT } from '../../lab/root.ts';
import { servedPage, stageOf, STRIPPED } from '../../page/fixtures.ts';
import type { RequestEvent, Stage } from '../../page/stage.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import { printable } from '../../verifier/report/printable.ts';
import { noBrowser, startBrowser } from './chromium.ts';
import { HOSTILE, MEGABYTE, readOrHeard, withTexts } from './hostile.ts';
import { layoutFaults } from './layout.ts';
import { send } from './live-page.ts';
import { skeletonOf } from './skeleton.ts';
import { WatchedPage } from './watched-page.ts';

const VERDICT = JSON.parse(readFileSync(join(ROOT, 'workshop/01-healthy-hop/exercise/run/verdict.json'), 'utf8')) as VerdictDocument;

const EVENTS: readonly RequestEvent[] = [
  { kind: 'sent', request: 0, probe: VERDICT.witnesses.probe as string, line: 'curl http://127.0.0.1:8081/call-b', milliseconds: 0 },
  { kind: 'answered', request: 0, status: null, error: 'it was refused', milliseconds: 9 },
  { kind: 'action', done: 'restart collector', milliseconds: 10 },
  { kind: 'spans', seenIn: 'tap', spans: VERDICT.spans, milliseconds: 20 },
  { kind: 'verdict', request: 0, document: VERDICT, milliseconds: 30 },
];

/** One on which everything that is told is changed so, and what the scenario says of itself: that is from a file of the lab, and what cannot be seen in it is left. */
function stage(changed: (text: string, key: string) => string): Stage {
  const own = withTexts({ ...STRIPPED, elsewhere: { reason: 'It is elsewhere.', command: 'npm start' } }, (text, key) => printable(changed(text, key)));
  return stageOf({
    scenarios: [{ ...own, id: STRIPPED.id }], current: STRIPPED.id,
    send: async (tell) => {
      for (const event of EVENTS) tell(withTexts(event, changed));
      throw new Problem(5, changed('It broke.', 'failure'));
    },
  });
}

describe('the live page, of what somebody else wrote', { skip: noBrowser }, () => {
  let browser: Browser;
  before(async () => { browser = await startBrowser(); });
  after(() => browser?.close());

  /** As it is when everything was told, and as the server renders it for those who come later. */
  async function shown(host: string): Promise<{ watched: WatchedPage; live: Record<string, number>; later: Record<string, number> }> {
    const watched = await WatchedPage.open(await browser.newContext(), (url) => url.startsWith(`http://${host}/`) || url.startsWith('data:'));
    await watched.page.goto(`http://${host}/scenario/${STRIPPED.id}`);
    await send(watched.page);
    await watched.page.locator('.masthead-lab[data-state=ready]').and(watched.page.locator(':root:has(#verdict) *')).waitFor();
    const live = await skeletonOf(watched.page);
    await watched.page.reload();
    return { watched, live, later: await skeletonOf(watched.page) };
  }

  for (const [kind, text] of Object.entries(HOSTILE)) {
    test(`${kind} in all of it neither run nor break out, and the layout holds`, async (t) => {
      const [plain, hostile] = await Promise.all([(own: string) => `plain ${own}`, (own: string) => `${text}${own}`].map(async (changed) => shown((await servedPage(t, { stage: stage(changed) })).host)));
      assert.deepEqual(hostile!.live, plain!.live);
      assert.deepEqual(hostile!.later, plain!.later);
      const { watched } = hostile!;
      assert.doesNotMatch(await readOrHeard(watched.page), /(?!\n)[\p{Cc}\p{Cf}]/u);
      assert.deepEqual(await layoutFaults(watched.page), []);
      assert.equal(await watched.page.evaluate(() => 'pwned' in window), false);
      watched.assertClean();
    });
  }

  test('names of a megabyte are cut, and the layout holds', async (t) => {
    const { host } = await servedPage(t, { stage: stage((own, key) => key === 'name' ? MEGABYTE : own) });
    const { watched } = await shown(host);
    assert.ok((await watched.page.content()).length < 100_000);
    assert.deepEqual(await layoutFaults(watched.page), []);
    watched.assertClean();
  });
});
