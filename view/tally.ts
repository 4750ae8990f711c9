// Counts side by side, each with what it counts. What should be zero and is not stands out.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { SIGNS, type Tone } from './tone.ts';

export interface Tallied {
  what: string;
  count: number | string;
  tone?: Tone | undefined;
  /** Where it is not that of the tone. */
  sign?: string;
}

export function Tally({ counts }: { counts: readonly Tallied[] }): VNode {
  return html`<dl class="tally">${counts.map(({ what, count, tone, sign }) => html`<div class=${tone}>
    <dt>${what}</dt><dd>${tone && html`<span aria-hidden="true">${sign ?? SIGNS[tone]} </span>`}${typeof count === 'number' ? count.toLocaleString('en') : count}</dd>
  </div>`)}</dl>`;
}
