// The pipelines as a picture: components from left to right (from top to bottom where it is narrow), on every arrow
// the spans and traces that passed it, in every box what became of the traces. Those that do harm are marked.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { Arrow } from '../verdict/arrow.ts';
import { type Flow, type Lane, lanesOf, type Link, type Outcome } from './chain-layout.ts';

const SIGN_OF: Readonly<Record<Outcome['outcome'], string>> = { whole: '✓', broken: '✗', gone: '∅', diverted: '→' };

export function Chain({ document }: { document: XrayDocument }): VNode {
  const lanes = lanesOf(document);
  return html`<figure class="chain-figure"><div class="chain" role="group" aria-label="The pipeline">
    ${lanes.length === 0 && html`<p class="faint">It has no component that spans pass.</p>`}
    ${lanes.map((lane) => html`<${LanePart} lane=${lane} />`)}
  </div></figure>`;
}

function LanePart({ lane: { pipeline, links, out } }: { lane: Lane }): VNode {
  const tone = links.at(-1)?.mark?.tone ?? '';
  return html`<section><${Heading} below=${1} class="chain-title">Pipeline <code>${pipeline}</code><//>
    <ol>${links.map((link, at) => html`<li class="chain-link ${at === links.length - 1 ? 'last' : ''}">
      <${FlowPart} flow=${link.into} tone=${links[at - 1]?.mark?.tone ?? ''} />
      <${Box} link=${link} />
      ${at === links.length - 1 && html`<${FlowPart} flow=${out} tone=${tone} />`}
    </li>`)}</ol>
  </section>`;
}

/** The name of the arrow says the same. */
function FlowPart({ flow: { name, spans, traces }, tone }: { flow: Flow; tone: string }): VNode {
  return html`<div class="chain-flow">
    <span class="chain-count" aria-hidden="true"><strong>${spans}</strong> ${spans === 1 ? 'span' : 'spans'}</span>
    <${Arrow} name=${name} ghost=${spans === 0} tone=${tone === 'good' ? '' : tone} />
    <span class="chain-count" aria-hidden="true"><strong>${traces}</strong> ${traces === 1 ? 'trace' : 'traces'}</span>
  </div>`;
}

function Box({ link: { name, stage: { component, at }, mark, outcomes, notes } }: { link: Link }): VNode {
  return html`<div class="chain-box ${mark?.tone ?? ''}" role="img" aria-label=${name}>
    <strong class="chain-name">${component}</strong>
    ${at && html`<code class="chain-at">${at.file.split('/').at(-1)}:${at.line}</code>`}
    ${mark && html`<span class="chain-mark"><span>${SIGNS[mark.tone]}</span> <${Prose} text=${mark.words} /></span>`}
    <${Bar} outcomes=${outcomes} />
    <span class="chain-outcomes">${outcomes.map(({ outcome, count, says }) => html`<span class=${outcome}>${SIGN_OF[outcome]} ${count} ${says}</span> `)}</span>
    ${notes.length > 0 && html`<span class="chain-notes">${notes.map((note) => html`<span>${note}</span> `)}</span>`}
  </div>`;
}

/** The shares of all that is counted in it; the numbers stand below. */
function Bar({ outcomes }: { outcomes: readonly Outcome[] }): VNode {
  const whole = outcomes.reduce((sum, { count }) => sum + count, 0);
  const starts = outcomes.map((_, at) => outcomes.slice(0, at).reduce((sum, { count }) => sum + count, 0));
  const part = (count: number): number => Math.round(count / whole * 1_000);
  return html`<svg class="chain-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    ${outcomes.map(({ outcome, count }, at) => html`<rect class=${outcome} x=${part(starts[at]!)} y="0" width=${part(count)} height="10" />`)}
  </svg>`;
}
