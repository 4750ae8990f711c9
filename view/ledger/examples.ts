// Some of a ledger's requests, each folded, and opened as the verdict that it is.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import type { LedgerDocument } from '../../verifier/ledger.ts';
import { Heading, Nested } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS, type Tone } from '../tone.ts';
import { VerdictView } from '../verdict/verdict-view.ts';
import { codeCounts } from './code-counts.ts';

/** That of the examples: they stand below a heading of the second level. */
const LEVEL = 3;

export function Examples({ document }: { document: LedgerDocument }): VNode | null {
  const examples = codeCounts(document).flatMap(({ code, count, tone }) => (document.examples[code] ?? []).map((example, at) => ({ example, tone, which: whichOf(at, count) })));
  if (examples.length === 0) return null;
  return html`<section><${Heading} below=${1}>Some of them<//>
    <${Nested} level=${LEVEL}>${examples.map(({ example, tone, which }, at) => html`<${Example} example=${example} tone=${tone} which=${which} open=${at === 0 && tone !== 'good'} />`)}<//>
  </section>`;
}

function Example({ example, tone, which, open }: { example: VerdictDocument; tone: Tone; which: string; open: boolean }): VNode {
  return html`<details class="case" open=${open}>
    <summary><strong class=${tone}><span aria-hidden="true">${SIGNS[tone]} </span>${example.verdict}</strong> <span class="faint">${which}</span> <span class="gist"><${Prose} text=${example.summary} /></span></summary>
    <${VerdictView} document=${example} />
  </details>`;
}

function whichOf(at: number, count: number): string {
  if (count === 1) return 'the only one';
  return `${at === 0 ? 'the first' : 'another'} of ${count.toLocaleString('en')}`;
}
