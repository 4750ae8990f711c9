// A verdict where it stands among many others: the sentence, the two pictures and the mend, and nothing that only
// somebody looks for who looks at this one alone.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Alternatives } from './alternatives.ts';
import { HopPicture } from './hop-picture.ts';
import { Mend } from './mend.ts';
import { verdictTone } from './verdict-tone.ts';
import { Waterfall } from './waterfall.ts';

/** `summary`: where the document's own is too long. */
export function VerdictDigest({ document, summary = document.summary }: { document: VerdictDocument; summary?: string }): VNode {
  const { from, to, verdict } = document;
  return html`<article class="verdict">
    <${Headline} about=${`From \`${from}\` to \`${to}\``} tone=${verdictTone(document)} word=${verdict} summary=${summary} />
    <${HopPicture} document=${document} />
    <${Mend} document=${document} />
    <${Alternatives} document=${document} />
    <section><${Heading} below=${1}>The trace<//><${Waterfall} document=${document} /></section>
  </article>`;
}
