// Of each cause one example: the hop as a picture, the spans of its two ends, and the mend.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CheckDocument } from '../../verifier/check.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import { causeCount, causeWords } from '../../verifier/report/check-words.ts';
import { counted, named } from '../../verifier/report/counted.ts';
import { Heading, Nested } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { VerdictDigest } from '../verdict/verdict-digest.ts';
import { verdictTone } from '../verdict/verdict-tone.ts';

/** That of the examples: they stand below a heading of the second level. */
const LEVEL = 3;

/** The most frequent comes first; the first that is known to be broken lies open. */
export function Causes({ document }: { document: CheckDocument }): VNode | null {
  const { examples } = document;
  if (examples.length === 0) return null;
  const opened = examples.find((example) => verdictTone(example) === 'bad') ?? examples[0];
  return html`<section><${Heading} below=${1}>Each cause, by an example<//>
    <${Nested} level=${LEVEL}>${examples.map((example) => html`<${Cause} example=${example} count=${causeCount(example, document)} open=${example === opened} />`)}<//>
  </section>`;
}

function Cause({ example, count, open }: { example: VerdictDocument; count: number; open: boolean }): VNode {
  const tone = verdictTone(example);
  const summary = causeWords(example);
  return html`<details class="case" open=${open}>
    <summary><strong class=${tone}><span aria-hidden="true">${SIGNS[tone]} </span>${example.verdict}</strong> <strong>${named(example.from)} → ${named(example.to)}</strong> <span class="faint">${counted(count, 'hop')}${count > 1 ? ', one of them' : ''}</span> <span class="gist"><${Prose} text=${summary} /></span></summary>
    <${VerdictDigest} document=${example} summary=${summary} />
  </details>`;
}
