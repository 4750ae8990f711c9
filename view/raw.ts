// The document itself, as JSON that parses to the same values, folded away. What cannot be seen, or turns a line
// around, stands there by its number.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Shown } from './shown.ts';

/** Longer ones are cut. Characters. */
const LONGEST = 100_000;

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

export function Raw({ document }: { document: Shown }): VNode {
  const text = rawText(document);
  const isCut = text.length > LONGEST;
  return html`<details class="raw"><summary>The document, <code>${document.schema}</code></summary>
    ${isCut && html`<p>These are the first ${LONGEST.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters. <code>--json</code> prints all of them.</p>`}
    <pre tabindex="0" aria-label="The document as JSON">${isCut ? `${text.slice(0, LONGEST)}…` : text}</pre>
  </details>`;
}

export function rawText(document: Shown | string): string {
  return JSON.stringify(document, undefined, 2).replace(UNSEEN, (character) => character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}
