// Pictures of a page as it is at every width, in light and in dark.

import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { SCHEMES } from './accessibility.ts';
import { WIDTHS } from './layout.ts';

/** Writes FOLDER/NAME-WIDTH-SCHEME.png, each of the whole page. */
export async function shootAll(page: Page, folder: string, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // What sticks to the window would stand where it is scrolled to.
    await page.evaluate(() => { scrollTo(0, 0); });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}
