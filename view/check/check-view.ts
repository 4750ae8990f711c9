// What trace files say of the hops between services: which are broken, what was read and what could not be, and of
// each cause one example.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CheckDocument, EdgeExpectation } from '../../verifier/check.ts';
import { checkOutcome, leftOutWords, sizeWords } from '../../verifier/report/check-words.ts';
import { Heading } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { Tools } from '../tools.ts';
import { Outside } from '../verdict/outside.ts';
import { Changes } from './changes.ts';
import { Causes } from './causes.ts';
import { Edges } from './edges.ts';
import { OneTrace } from './one-trace.ts';
import { Findings, ReadCounts, Unread } from './reading.ts';

/** Fewer are seen at a glance. */
const FEWEST_TO_FILTER = 6;

export function CheckView({ document }: { document: CheckDocument }): VNode {
  const { word, summary, tone } = checkOutcome(document);
  const { edges, baseline, examples, expectations, leftOut } = document;
  return html`<${Outside.Provider} value="the caller"><article class="document">
    <${Headline} about="What trace files say of the hops between services" tone=${tone} word=${word} summary=${summary}><p>${sizeWords(document)}${leftOut === undefined ? '' : ` ${leftOutWords(leftOut)}`}</p><//>
    <${Tools} filters=${edges.length < FEWEST_TO_FILTER ? undefined : 'hops'} folds=${examples.length > 0} />
    ${expectations.length > 0 && html`<${Expectations} expectations=${expectations} />`}
    ${baseline && html`<${Changes} baseline=${baseline} />`}
    ${edges.length > 0 && html`<${Edges} edges=${edges} />`}
    <${OneTrace} document=${document} />
    <${Causes} document=${document} />
    <${ReadCounts} document=${document} />
    <${Unread} document=${document} />
    <${Findings} document=${document} />
  </article><//>`;
}

function Expectations({ expectations }: { expectations: readonly EdgeExpectation[] }): VNode {
  return html`<section><${Heading} below=${1}>What was expected<//>
    <ul class="judged">${expectations.map(({ edge, pass, found, undecided }) => {
      const tone = pass ? 'good' : undecided ? 'open' : 'bad';
      return html`<li class=${pass ? undefined : tone}><strong class=${tone} role="img" aria-label=${pass ? 'holds' : undecided ? 'not known' : 'does not hold'}>${SIGNS[tone]}</strong> <code>${edge}</code> <span><${Prose} text=${found} /></span></li>`;
    })}</ul>
  </section>`;
}
