// The checks with what was expected and found, those that failed first; and what simpler checks would have said.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Check } from '../../verifier/checks.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import { Heading } from '../heading.ts';
import { SIGNS } from '../tone.ts';
import { partsOf } from './header.ts';
import { isSettled } from './verdict-tone.ts';

export function Checks({ document: { checks } }: { document: VerdictDocument }): VNode | null {
  if (checks.length === 0) return null;
  const [failed, passed] = [checks.filter(({ pass }) => !pass), checks.filter(({ pass }) => pass)];
  return html`<section><${Heading} below=${1}>Checks: ${passed.length} of ${checks.length} passed<//>
    <ul class="checks">${failed.map((check) => html`<${FailedCheck} check=${check} />`)}</ul>
    ${passed.length > 0 && html`<details open=${failed.length === 0}><summary>Those that passed</summary>
      <ul class="checks">${passed.map(({ check, found }) => html`<li><strong><span class="good" aria-hidden="true">${SIGNS.good} </span>${check}</strong><code>${found}</code></li>`)}</ul>
    </details>`}
  </section>`;
}

function FailedCheck({ check: { check, expected, found } }: { check: Check }): VNode {
  return html`<li class="failed"><strong class="bad"><span aria-hidden="true">${SIGNS.bad} </span>${check}</strong>
    <dl><div><dt>expected</dt><dd><${Compared} text=${expected} other=${found} /></dd></div><div><dt>found</dt><dd><${Compared} text=${found} other=${expected} /></dd></div></dl>
  </li>`;
}

/** Only headers and ids are compared character by character; sentences are not. */
function Compared({ text, other }: { text: string; other: string }): VNode {
  const isComparable = [text, other].every((each) => /^[\da-f]{2,}[- ][\da-f, -]+$/i.test(each));
  return html`<code>${partsOf(text, isComparable ? other : undefined).map(({ text: part, differs }) => differs ? html`<mark>${part}</mark>` : part)}</code>`;
}

/** A simple check is told to be wrong only where the verdict is settled. */
export function Naive({ document }: { document: VerdictDocument }): VNode | null {
  const { naive, linked } = document;
  if (naive.length === 0) return null;
  const settled = isSettled(document);
  return html`<section><${Heading} below=${1}>What simpler checks would have said<//>
    <ul class="plain naive">${naive.map(({ check, says }) => {
      const isWrong = settled && (says === 'linked') !== linked;
      return html`<li><code>${check}</code> says <strong>${says}</strong>${settled && html`: <span class=${isWrong ? 'bad' : 'faint'}>${isWrong ? `${SIGNS.bad} wrong` : 'right'}</span>`}</li>`;
    })}</ul>
  </section>`;
}
