// What filters rows and folds. Where no script runs, nobody sees it: see fold.js.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

/** `filters`: what rows are, in the plural; those that have their words in `data-row`. Without it, there is nothing to filter. `folds`: something is folded. */
export function Tools({ filters, folds = true }: { filters?: string; folds?: boolean }): VNode | null {
  if (filters === undefined && !folds) return null;
  return html`<div class="tools" hidden>
    ${filters !== undefined && html`<label>Show only ${filters} with <input type="search" autocomplete="off" spellcheck=${false} /></label><output aria-live="polite"></output>`}
    ${folds && html`<button type="button" value="open">Open all</button><button type="button" value="close">Close all</button>`}
  </div>`;
}
