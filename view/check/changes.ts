// What changed since other files were written: only what got worse counts.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Baseline, EdgeChange } from '../../verifier/check.ts';
import { brokenShare, changedEdges, comparedWords } from '../../verifier/report/check-words.ts';
import { named } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { Scrolled } from '../scrolled.ts';
import { SIGNS } from '../tone.ts';

export function Changes({ baseline }: { baseline: Baseline }): VNode {
  const changed = changedEdges(baseline);
  const worse = baseline.counts.filter((count) => count.worse);
  return html`<section><${Heading} below=${1}>What changed<//>
    <p>${comparedWords(baseline)}</p>
    ${changed.length > 0 && html`<${Scrolled} name="Hops that changed"><table>
      <thead><tr><th scope="col">hop</th><th scope="col" class="number">broken before</th><th scope="col" class="number">broken now</th><th scope="col">change</th></tr></thead>
      <tbody>${changed.map((change) => html`<${Change} change=${change} />`)}</tbody>
    </table><//>`}
    ${worse.length > 0 && html`<ul class="judged">${worse.map(({ count, before, now }) => html`<li class="bad"><strong class="bad" role="img" aria-label="worse">${SIGNS.bad}</strong> <span>${count}: ${now}, and ${before} before</span></li>`)}</ul>`}
  </section>`;
}

function Change({ change: { from, to, before, now, change, worse } }: { change: EdgeChange }): VNode {
  return html`<tr class=${worse ? 'broken' : undefined}><th scope="row">${named(from)} → ${named(to)}</th><td class="number">${brokenShare(before)}</td><td class="number">${brokenShare(now)}</td>
    <td>${worse ? html`<strong class="bad"><span aria-hidden="true">${SIGNS.bad} </span>${change}</strong>` : change}</td></tr>`;
}
