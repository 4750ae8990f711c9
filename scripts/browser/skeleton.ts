// What a page is made of, without its texts: names of elements and of their attributes, and how often each.

import type { Page } from 'playwright-core';

export async function skeletonOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const counts: Record<string, number> = {};
    for (const element of document.querySelectorAll('*')) {
      const name = [element.tagName.toLowerCase(), ...element.getAttributeNames().toSorted()].join(' ');
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  });
}
