// The verdict of one request.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';

export function VerdictView({ document: { verdict, summary } }: { document: VerdictDocument }): VNode {
  return html`<article><h1>${verdict}</h1><p>${summary}</p></article>`;
}
