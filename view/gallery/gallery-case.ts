// One scenario of a gallery: what was expected of it and what was found, and folded below that its picture.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { GalleryRow } from '../../verifier/gallery.ts';
import { expectedWords, foundWords, verdictWord } from '../../verifier/report/gallery-words.ts';
import { Prose } from '../prose.ts';
import { SIGNS, type Tone } from '../tone.ts';
import { VerdictDigest } from '../verdict/verdict-digest.ts';
import { isSettled } from '../verdict/verdict-tone.ts';
import { anchorOf } from './anchor.ts';

type Judgement = 'as expected' | 'not as expected' | 'skipped';

const SHOWN: Readonly<Record<Judgement, { sign: string; tone: Tone | 'faint' }>> = {
  'as expected': { sign: SIGNS.good, tone: 'good' }, 'not as expected': { sign: SIGNS.bad, tone: 'bad' }, skipped: { sign: '–', tone: 'faint' },
};

export function GalleryCase({ row, checks }: { row: GalleryRow; checks: readonly string[] }): VNode {
  const judgement: Judgement = row.skipped !== null ? 'skipped' : row.asExpected ? 'as expected' : 'not as expected';
  const { sign, tone } = SHOWN[judgement];
  const { id, title, expected, expectedWhere, where } = row;
  return html`<details class="case ${tone === 'bad' ? 'unexpected' : ''}" data-row=${[id, title, expected, verdictWord(row), judgement].join(' ')} open=${tone === 'bad'}>
    <summary><span class="case-columns">
      <strong class="case-sign ${tone}" role="img" aria-label=${judgement}>${sign}</strong>
      <span class="case-title"><strong><${Prose} text=${title} /></strong> <code class="faint">${id}</code></span>
      <${Cell} label="expected" text=${expected} note=${expectedWhere} />
      <${Cell} label="verdict" text=${verdictWord(row)} note=${where} tone=${tone === 'good' ? '' : tone} />
      ${checks.length > 0 && html`<span class="case-naive">${checks.map((check) => html`<${NaiveCell} check=${check} row=${row} />`)}</span>`}
    </span></summary>
    <${Opened} row=${row} judgement=${judgement} />
  </details>`;
}

function Cell({ label, text, note, tone = '' }: { label: string; text: string; note: string | null; tone?: string }): VNode {
  return html`<span class="case-cell"><span class="case-label">${label}: </span><span class="code ${tone}">${text}</span>${note !== null && note !== 'nowhere' && html` <span class="faint note">${note}</span>`}</span>`;
}

/** Wrong is told only where the verdict is settled. */
function NaiveCell({ check, row: { naive, example } }: { check: string; row: GalleryRow }): VNode {
  const says = naive.find((each) => each.check === check)?.says;
  const isWrong = says !== undefined && example !== null && isSettled(example) && (says === 'linked') !== example.linked;
  return html`<span class="case-cell"><span class="case-label">${check}: </span><span class=${isWrong ? 'bad' : 'faint'}>${isWrong && html`<span role="img" aria-label="wrong:">${SIGNS.bad}</span> `}${says ?? '–'}</span></span>`;
}

/** A link to what is folded opens it. */
function Opened({ row, judgement }: { row: GalleryRow; judgement: Judgement }): VNode {
  const { id, example, skipped, summary, next } = row;
  return html`<div class="opened" id=${anchorOf(id)}>
    ${judgement === 'not as expected' && html`<dl class="compared"><div><dt>expected</dt><dd>${expectedWords(row)}</dd></div><div><dt>found</dt><dd><${Prose} text=${foundWords(row)} /></dd></div>${summary !== null && example === null && html`<div><dt>because</dt><dd><${Prose} text=${summary} /></dd></div>`}</dl>`}
    ${skipped !== null && html`<p>Skipped: <${Prose} text=${skipped} /></p>`}
    ${example !== null && html`<${VerdictDigest} document=${example} />`}
    <p class="case-next"><span>See more of it: <code>${next}</code></span> <a href="#${anchorOf(id)}">Link to this scenario</a></p>
  </div>`;
}
