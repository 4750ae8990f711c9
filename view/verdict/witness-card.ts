// What one witness saw, for the eye: the header with its ids set apart and its differences marked.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Card } from './card.ts';
import type { Part } from './header.ts';

/** `nameless`: who saw it is said elsewhere. */
export function WitnessCard({ card: { witness, absent, lines, otherTrace, notes }, nameless = false }: { card: Card; nameless?: boolean }): VNode {
  if (absent) {
    return html`<div class="witness ${absent}" role="img" aria-label="${witness}: ${absent}">
      <span class="name">${witness}</span><span class="absent">${absent === 'nothing' ? '∅ nothing: not there' : '? unknown: nobody saw it'}</span>
    </div>`;
  }
  return html`<div class="witness">
    ${!nameless && html`<span class="name">${witness}</span>`}
    ${lines.map((line) => html`<code>${grouped(line).map((parts) => html`<${Group} parts=${parts} otherTrace=${otherTrace} />`)}</code>`)}
    ${notes.map((note) => html`<span class="note">${note}</span>`)}
  </div>`;
}

/** Neighbouring parts of one id are shown as one. */
function grouped(line: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (const part of line) {
    const last = groups.at(-1);
    if (last && last[0]!.id === part.id) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

function Group({ parts, otherTrace }: { parts: readonly Part[]; otherTrace: boolean }): VNode {
  const shown = parts.map(({ text, differs }) => differs ? html`<mark>${text}</mark>` : text);
  const id = parts[0]?.id;
  return id ? html`<span class="id ${id}${id === 'trace' && otherTrace ? ' other' : ''}">${shown}</span>` : html`<span>${shown}</span>`;
}
