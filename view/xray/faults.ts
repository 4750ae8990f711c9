// Each component that did harm: what it did, where it is configured, examples, and how such a one is usually mended.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { markOf } from './chain-layout.ts';
import { Examples } from './examples.ts';

export function Faults({ document }: { document: XrayDocument }): VNode {
  return html`${document.stages.filter(({ fault }) => fault !== null).map((stage) => html`<${Fault} stage=${stage} document=${document} />`)}`;
}

function Fault({ stage, document }: { stage: StageEntry; document: XrayDocument }): VNode {
  const { component, pipeline, fault, mend, at, examples } = stage;
  const tone = markOf(stage, document)?.tone ?? 'open';
  return html`<section class="fault">
    <${Heading} below=${1}><span class=${tone} aria-hidden="true">${SIGNS[tone]} </span>What <code>${component}</code> in <code>${pipeline}</code> did<//>
    <p><${Prose} text=${fault} /></p>
    ${at && html`<p class="faint">It is configured in <code>${at.file}:${at.line}</code>.</p>`}
    <${Examples} examples=${examples} />
    ${mend !== null && html`<div class="fix"><${Heading} below=${2}>Usually mended so<//><p><${Prose} text=${mend} /></p></div>`}
  </section>`;
}
