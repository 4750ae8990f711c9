// What axe-core finds wrong with a page, in light and in dark.

import axe from 'axe-core';
import type { Page } from 'playwright-core';

export const SCHEMES = ['light', 'dark'] as const;

/** One line each: the scheme, the rule, and the element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await load(page);
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => (await (window as unknown as { axe: typeof axe }).axe.run()).violations);
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${colorScheme}: ${id}: ${html} ${failureSummary}`)));
  }
  return faults;
}

/** As a debugger does it: the page's own policy would refuse it as a script, and stays in force. */
async function load(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axe.source });
  await debug.detach();
}
