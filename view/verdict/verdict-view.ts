// The verdict of one request: the sentence, the picture of the hop, the trace, and what led to it.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { Checks, Naive } from './checks.ts';
import { HopPicture } from './hop-picture.ts';
import { Circumstances } from './circumstances.ts';
import { OtherHops } from './other-hops.ts';
import { verdictTone } from './verdict-tone.ts';
import { Waterfall } from './waterfall.ts';

export function VerdictView({ document }: { document: VerdictDocument }): VNode {
  const { from, to, verdict, summary } = document;
  return html`<article class="verdict">
    <${Headline} about=${`From \`${from}\` to \`${to}\``} tone=${verdictTone(document)} word=${verdict} summary=${summary} />
    <${HopPicture} document=${document} />
    <${Part} title="The trace"><${Waterfall} document=${document} /><//>
    <${Checks} document=${document} />
    <${Naive} document=${document} />
    <${Mend} document=${document} />
    <${Alternatives} document=${document} />
    <${Findings} document=${document} />
    <${OtherHops} document=${document} />
    <${Spans} document=${document} />
    <${Circumstances} document=${document} />
  </article>`;
}

function Part({ title, children }: { title: string; children?: ComponentChildren }): VNode {
  return html`<section><${Heading} below=${1}>${title}<//>${children}</section>`;
}

function Mend({ document: { why, fix } }: { document: VerdictDocument }): VNode | null {
  if (why === null && fix === null) return null;
  return html`<section class="mend">
    ${why !== null && html`<div><${Heading} below=${1}>Why<//><p><${Prose} text=${why} /></p></div>`}
    ${fix !== null && html`<div class="fix"><${Heading} below=${1}>To mend it<//><p><${Prose} text=${fix} /></p></div>`}
  </section>`;
}

function Alternatives({ document: { alternatives } }: { document: VerdictDocument }): VNode | null {
  if (alternatives.length === 0) return null;
  return html`<${Part} title="It may be">
    <ul class="plain">${alternatives.map(({ verdict, where, tell }) => html`<li><strong class="open"><span aria-hidden="true">${SIGNS.open} </span>${verdict}</strong> (${where}). What would tell: <${Prose} text=${tell} />.</li>`)}</ul>
  <//>`;
}

function Findings({ document: { findings } }: { document: VerdictDocument }): VNode | null {
  if (findings.length === 0) return null;
  return html`<${Part} title="Also noticed">
    <ul class="plain">${findings.map(({ code, message, spanId }) => html`<li><strong>${code}</strong> <${Prose} text=${message} />${spanId && html` <code class="faint">${spanId}</code>`}</li>`)}</ul>
  <//>`;
}

function Spans({ document: { spans } }: { document: VerdictDocument }): VNode | null {
  if (spans.length === 0) return null;
  return html`<${Part} title="The spans as they were received">
    ${spans.map((span) => html`<details><summary>${span.service} ${span.kind} ${span.name}</summary><pre tabindex="0" aria-label=${`Span ${span.spanId}`}>${JSON.stringify(span, undefined, 2)}</pre></details>`)}
  <//>`;
}
