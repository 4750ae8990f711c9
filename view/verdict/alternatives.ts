// Of a verdict that is open, what it may be.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';

export function Alternatives({ document: { alternatives } }: { document: VerdictDocument }): VNode | null {
  if (alternatives.length === 0) return null;
  return html`<section><${Heading} below=${1}>It may be<//>
    <ul class="plain">${alternatives.map(({ verdict, where, tell }) => html`<li><strong class="open"><span aria-hidden="true">${SIGNS.open} </span>${verdict}</strong> (${where}). What would tell: <${Prose} text=${tell} />.</li>`)}</ul>
  </section>`;
}
