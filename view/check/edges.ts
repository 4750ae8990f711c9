// The hops between services as a table: how they fared. Those that are broken come first.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { EdgeEntry } from '../../verifier/check.ts';
import { counted, named } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { Scrolled } from '../scrolled.ts';
import { Share } from '../share.ts';
import { SIGNS, type Tone } from '../tone.ts';

export function Edges({ edges }: { edges: readonly EdgeEntry[] }): VNode {
  const sorted = [...edges.filter(({ broken }) => broken > 0), ...edges.filter(({ broken }) => broken === 0)];
  return html`<section><${Heading} below=${1}>${counted(edges.length, 'hop')} between services<//>
    <${Scrolled} name="Hops between services"><table class="edges">
      <thead><tr><th scope="col">hop</th><th scope="col" class="number">linked</th><th scope="col" class="number">broken</th><th scope="col">verdicts</th><th scope="col">broken since</th><th scope="col">broken in traces</th></tr></thead>
      <tbody>${sorted.map((edge) => html`<${Edge} edge=${edge} />`)}</tbody>
    </table><//>
  </section>`;
}

function Edge({ edge }: { edge: EdgeEntry }): VNode {
  const { from, to, linked, broken, undecided, verdicts, brokenSince, examples } = edge;
  const tone: Tone = broken > 0 ? 'bad' : linked > 0 ? 'good' : 'open';
  return html`<tr class=${broken > 0 ? 'broken' : undefined} data-row=${[from, to, ...Object.keys(verdicts)].join(' ')}>
    <th scope="row"><span class=${tone} role="img" aria-label=${TONE_WORDS[tone]}>${SIGNS[tone]}</span> ${named(from)} → ${named(to)}</th>
    <td class="number">${linked.toLocaleString('en')}</td>
    <td class="number">${broken > 0 ? html`<strong class="bad">${broken.toLocaleString('en')}</strong>` : '0'}<${Share} count=${broken} of=${linked + broken + undecided} tone="bad" /></td>
    <td><ul class="codes">${Object.entries(verdicts).map(([code, count]) => html`<li><code>${code}</code> ${count.toLocaleString('en')}</li>`)}</ul></td>
    <td>${brokenSince !== null && html`<span class="when">${brokenSince}</span>`}</td>
    <td><ul class="codes">${examples.map((trace) => html`<li><code>${trace}</code></li>`)}</ul></td>
  </tr>`;
}

const TONE_WORDS: Readonly<Record<Tone, string>> = { bad: 'broken:', good: 'linked:', open: 'not decided:' };
