// How many requests got which verdict.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { LedgerDocument } from '../../verifier/ledger.ts';
import { Share } from '../share.ts';
import { SIGNS } from '../tone.ts';
import { codeCounts } from './code-counts.ts';

export function VerdictCounts({ document }: { document: LedgerDocument }): VNode {
  return html`<table class="counts">
    <thead><tr><th scope="col">verdict</th><th scope="col" class="number">requests</th><th scope="col">of all</th></tr></thead>
    <tbody>${codeCounts(document).map(({ code, count, tone }) => html`<tr>
      <th scope="row"><span class=${tone}><span aria-hidden="true">${SIGNS[tone]} </span>${code}</span></th>
      <td class="number">${count.toLocaleString('en')}</td>
      <td><${Share} count=${count} of=${document.requests} tone=${tone} /><span class="percent">${percent(count, document.requests)}</span></td>
    </tr>`)}</tbody>
  </table>`;
}

/** Never 0 % of some, nor 100 % of not all. */
export function percent(count: number, of: number): string {
  const share = of === 0 ? 0 : count / of * 100;
  const said = share > 99 && share < 100 ? Math.min(99.99, share).toFixed(2) : share > 0 && share < 1 ? Math.max(0.01, share).toFixed(2) : share.toFixed(1);
  return `${Number(said)} %`;
}
