// Why the hop is taken to be broken there, and how that is usually mended.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';

export function Mend({ document: { why, fix } }: { document: VerdictDocument }): VNode | null {
  if (why === null && fix === null) return null;
  return html`<section class="mend">
    ${why !== null && html`<div><${Heading} below=${1}>Why<//><p><${Prose} text=${why} /></p></div>`}
    ${fix !== null && html`<div class="fix"><${Heading} below=${1}>To mend it<//><p><${Prose} text=${fix} /></p></div>`}
  </section>`;
}
