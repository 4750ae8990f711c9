// What the columns of a list of scenarios are. It is for the eye: each row says the same to those who hear it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

export function CaseHead({ columns, checks = [] }: { columns: readonly string[]; checks?: readonly string[] }): VNode {
  return html`<div class="case-head case-columns" aria-hidden="true"><span></span>${columns.map((column) => html`<span>${column}</span>`)}
    ${checks.length > 0 && html`<span>What simpler checks say<span class="case-naive">${checks.map((check) => html`<span>${check}</span>`)}</span></span>`}
  </div>`;
}
