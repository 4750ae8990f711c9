// What pipelines do to traces: the sentence, the pipelines as chains, and each component that did harm with examples.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { aboutXray, foundText, xrayOutcome } from '../../verifier/report/xray-words.ts';
import type { ExpectationEntry, XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { Balance, Circumstances } from './balance.ts';
import { Chain } from './chain.ts';
import { Components } from './components.ts';
import { Faults } from './faults.ts';

export function XrayView({ document }: { document: XrayDocument }): VNode {
  const { verdict, passed, expectations } = document;
  const { word, sentences } = xrayOutcome(document);
  return html`<article class="document xray">
    <${Headline} about=${aboutXray(document)} tone=${verdict === 'UNDECIDED' ? 'open' : passed ? 'good' : 'bad'} word=${word} summary=${sentences} />
    <${Chain} document=${document} />
    <${Expectations} expectations=${expectations} />
    <${Faults} document=${document} />
    <${Components} document=${document} />
    <${Balance} document=${document} />
    <${Circumstances} document=${document} />
  </article>`;
}

/** Those that failed first. */
function Expectations({ expectations }: { expectations: readonly ExpectationEntry[] }): VNode | null {
  if (expectations.length === 0) return null;
  const ordered = [...expectations.filter(({ pass }) => !pass), ...expectations.filter(({ pass }) => pass)];
  return html`<section><${Heading} below=${1}>What <code>tracehop.yaml</code> expects<//>
    <ul class="judged">${ordered.map((expectation) => {
      const { expects, pass } = expectation;
      const tone = pass ? 'good' : 'bad';
      return html`<li class=${pass ? undefined : tone}><strong class=${tone} role="img" aria-label=${pass ? 'holds' : 'does not hold'}>${SIGNS[tone]}</strong> <code>${expects}</code> ${!pass && html`<span>found: <${Prose} text=${foundText(expectation)} /></span>`}</li>`;
    })}</ul>
  </section>`;
}
