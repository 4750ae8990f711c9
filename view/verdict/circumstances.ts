// By what the verdict came about: versions, the kind of Collector, and how long it took.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { collectorWords } from '../collector-words.ts';
import { Heading } from '../heading.ts';

export function Circumstances({ document: { tool, collector, milliseconds } }: { document: VerdictDocument }): VNode {
  const { start, request, spans, total } = milliseconds;
  const facts: [term: string, said: string][] = [
    ['tracehop', tool], ['Collector', collectorWords(collector)],
    ['Until the lab was ready', `${start} ms`], ['Until the answer', `${request} ms`], ['Until all was decided', `${spans} ms`], ['In all', `${total} ms`],
  ];
  return html`<section><${Heading} below=${1}>Circumstances<//><dl class="facts">${facts.map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}</dl></section>`;
}
