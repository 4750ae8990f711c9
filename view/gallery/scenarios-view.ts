// The scenarios that there are: what is broken in each, and what is expected of it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Expectation } from '../../verifier/gallery.ts';
import { counted } from '../../verifier/report/counted.ts';
import type { ScenariosDocument } from '../../verifier/report/events.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { Tools } from '../tools.ts';
import { anchorOf } from './anchor.ts';

export function ScenariosView({ document: { scenarios } }: { document: ScenariosDocument }): VNode {
  return html`<article class="document">
    <header class="headline"><p class="about">Each is the lab with one thing broken, or with nothing broken</p><${Heading}><span class="word">${counted(scenarios.length, 'scenario')}</span><//></header>
    <${Tools} filters="scenarios" folds=${false} />
    <section class="scenario-list">${scenarios.map((scenario) => html`<${Scenario} scenario=${scenario} />`)}</section>
  </article>`;
}

function Scenario({ scenario: { id, title, broken, verdict, where, findings } }: { scenario: Expectation }): VNode {
  return html`<article class="scenario-entry" id=${anchorOf(id)} data-row=${[id, title, verdict, where].join(' ')}>
    <div><${Heading} below=${1}><${Prose} text=${title} /><//><p><${Prose} text=${broken} /></p><p><a href="#${anchorOf(id)}"><code>${id}</code></a></p></div>
    <dl><div><dt>expected</dt><dd class="code">${verdict}</dd></div><div><dt>where</dt><dd>${where}</dd></div>${findings.length > 0 && html`<div><dt>with</dt><dd class="code">${findings.join(', ')}</dd></div>`}</dl>
  </article>`;
}
