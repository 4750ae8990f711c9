// Where several hops were asked for: each with its verdict.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { verdictTone } from './verdict-tone.ts';

export function OtherHops({ document: { hops, from, to } }: { document: VerdictDocument }): VNode | null {
  if (hops.length < 2) return null;
  return html`<section><${Heading} below=${1}>All hops<//>
    <ol class="plain">${hops.map((hop) => {
      const tone = verdictTone(hop);
      return html`<li><strong>${hop.from} → ${hop.to}</strong> <span class=${tone}><span aria-hidden="true">${SIGNS[tone]} </span>${hop.verdict}</span>${hop.from === from && hop.to === to ? ' (drawn above)' : ''}<br /><${Prose} text=${hop.summary} /></li>`;
    })}</ol>
  </section>`;
}
