// Whether the Collector's own counters say the same as the files; and by what all of it came about.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { balanceText, trafficText, waitText, warningText } from '../../verifier/report/xray-words.ts';
import type { XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';

export function Balance({ document }: { document: XrayDocument }): VNode {
  const { balanced, differences, warnings } = document;
  const tone = balanced ? 'good' : 'bad';
  return html`<section><${Heading} below=${1}>What the Collector itself counted<//>
    <p><strong class=${tone} aria-hidden="true">${SIGNS[tone]} </strong><${Prose} text=${balanceText(document)} /></p>
    ${differences.length > 0 && html`<ul class="plain">${differences.map((difference) => html`<li><${Prose} text=${difference} /></li>`)}</ul>`}
    ${warnings.length > 0 && html`<ul class="plain">${warnings.map((warning) => html`<li><strong class="open" aria-hidden="true">! </strong><${Prose} text=${warningText(warning)} /></li>`)}</ul>`}
  </section>`;
}

export function Circumstances({ document }: { document: XrayDocument }): VNode {
  const { tool, collector, configs } = document;
  const facts: [term: string, said: string][] = [
    ['Sent', trafficText(document)], ['Time', waitText(document)], ['Collector', `${collector.name} ${collector.version}`],
    [configs.length === 1 ? 'Configuration' : 'Configurations', configs.join(', ')], ['tracehop', tool],
  ];
  return html`<section><${Heading} below=${1}>Circumstances<//><dl class="facts">${facts.map(([term, said]) => html`<div><dt class="faint">${term}</dt><dd><${Prose} text=${said} /></dd></div>`)}</dl></section>`;
}
