// A count as a bar: so much of the whole. The number stands beside it, and so the bar has no name of its own.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Tone } from './tone.ts';

/** However few they are, there is something to see. In parts of a thousand. */
const THINNEST = 4;

export function Share({ count, of, tone }: { count: number; of: number; tone: Tone }): VNode {
  const width = count === 0 || of === 0 ? 0 : Math.max(THINNEST, Math.min(1_000, Math.round(count / of * 1_000)));
  return html`<svg class="share ${tone}" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="1000" height="10" /><rect width=${width} height="10" /></svg>`;
}
