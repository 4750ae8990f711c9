// The verdict of one request: the sentence, the picture of the hop, the trace, and what led to it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { Part } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Prose } from '../prose.ts';
import { Alternatives } from './alternatives.ts';
import { Checks, Naive } from './checks.ts';
import { HopPicture } from './hop-picture.ts';
import { Circumstances } from './circumstances.ts';
import { Mend } from './mend.ts';
import { OtherHops } from './other-hops.ts';
import { verdictTone } from './verdict-tone.ts';
import { Waterfall } from './waterfall.ts';

export function VerdictView({ document }: { document: VerdictDocument }): VNode {
  const { from, to, verdict, summary } = document;
  return html`<article class="verdict">
    <${Headline} about=${`From \`${from}\` to \`${to}\``} tone=${verdictTone(document)} word=${verdict} summary=${summary} />
    <${HopPicture} document=${document} />
    <${Mend} document=${document} />
    <${Part} title="The trace"><${Waterfall} document=${document} /><//>
    <${Checks} document=${document} />
    <${Naive} document=${document} />
    <${Alternatives} document=${document} />
    <${Findings} document=${document} />
    <${OtherHops} document=${document} />
    <${Spans} document=${document} />
    <${Circumstances} document=${document} />
  </article>`;
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
