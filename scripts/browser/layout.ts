// Whether a page holds what is written on it: nothing reaches beyond the window, is cut off, or lies on other text.

import type { Page } from 'playwright-core';

export const WIDTHS = [1280, 768, 390];

/** At every width, with everything that can be folded opened. One line each. */
export async function layoutFaults(page: Page): Promise<string[]> {
  await unfold(page);
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    faults.push(...(await page.evaluate(misfits)).map((fault) => `${width} px: ${fault}`));
  }
  return faults;
}

export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
}

/** Runs in the page, and so can call nothing from here. */
function misfits(): string[] {
  const faults: string[] = [];
  const name = (element: Element): string => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 60)}`;
  const hasText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
  const overflow = (element: Element): string => getComputedStyle(element).overflowX;
  /** The nearest that scrolls or cuts; a picture cuts what is outside it. */
  const frameOf = (element: Element): Element | null => {
    for (let up = element.parentElement; up; up = up.parentElement) if (up.tagName === 'svg' || overflow(up) !== 'visible') return up;
    return null;
  };
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`scrolls sideways: ${scrollWidth} px wide`);
  /** What lies left of the window is kept for those who come to it with the keyboard, or hear the page. */
  const isShown = (element: Element): boolean => element.checkVisibility() && element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().right > 0;
  const written = [...document.body.querySelectorAll('*')].filter((element) => hasText(element) && isShown(element));
  for (const element of written) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const frame = frameOf(element);
    if (frame && ['auto', 'scroll'].includes(overflow(frame))) {
      if (frame.scrollWidth > frame.clientWidth + 1) faults.push(`scrolls sideways: ${name(frame)}`);
      continue;
    }
    const within = frame?.getBoundingClientRect() ?? { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };
    if (left < within.left - 1 || right > within.right + 1 || top < within.top - 1 || bottom > within.bottom + 1) faults.push(`cut off: ${name(element)}`);
    if (['hidden', 'clip'].includes(overflow(element)) && element.scrollWidth > element.clientWidth + 1) faults.push(`cuts its text: ${name(element)}`);
  }
  const labels = written.filter(({ tagName }) => tagName === 'text').map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const [index, { element, box }] of labels.entries()) {
    for (const other of labels.slice(index + 1)) {
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (wide > 2 && high > 3) faults.push(`on each other: ${name(element)} and ${name(other.element)}`);
    }
  }
  return faults;
}
