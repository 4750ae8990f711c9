// What must hold of the course, and whether it does.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { SelfcheckDocument } from '../verifier/exercise.ts';
import { selfcheckOutcome } from '../verifier/report/workshop-words.ts';
import { Headline } from './headline.ts';
import { Prose } from './prose.ts';
import { Scrolled } from './scrolled.ts';
import { SIGNS } from './tone.ts';

export function SelfcheckView({ document }: { document: SelfcheckDocument }): VNode {
  const { checks, holds } = document;
  const { word, rest } = selfcheckOutcome(document);
  return html`<article class="document selfcheck">
    <${Headline} about="What must hold of the workshop" tone=${holds ? 'good' : 'bad'} word=${word} summary=${rest.replace(/^[:;] |^\.$/, '')} />
    <section><${Scrolled} name="Checks of the course"><table class="counted">
      <thead><tr><th scope="col">check</th><th scope="col">holds</th><th scope="col">misses</th></tr></thead>
      <tbody>${checks.map((check) => html`<${Row} check=${check} />`)}</tbody>
    </table><//></section>
  </article>`;
}

function Row({ check: { check, misses } }: { check: SelfcheckDocument['checks'][number] }): VNode {
  const holds = misses.length === 0;
  return html`<tr class=${holds ? undefined : 'missed'}><th scope="row">${check}</th><td class=${holds ? 'good' : 'bad'}>${holds ? `${SIGNS.good} yes` : `${SIGNS.bad} no`}</td>
    <td>${misses.length > 0 && html`<ul class="plain">${misses.map((miss) => html`<li class="lines"><${Prose} text=${miss} /></li>`)}</ul>`}</td>
  </tr>`;
}
