// The hops between services as a table: how they fared. Those that are broken come first.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { EdgeEntry } from '../../verifier/check.ts';
import { counted, named } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { Share } from '../share.ts';
import { type Column, Table } from '../table.ts';
import { SIGNS, type Tone } from '../tone.ts';

const TONE_WORDS: Readonly<Record<Tone, string>> = { bad: 'broken:', good: 'linked:', open: 'not decided:' };

const isBroken = ({ broken }: EdgeEntry): boolean => broken > 0;

const COLUMNS: readonly [Column<EdgeEntry>, ...Column<EdgeEntry>[]] = [
  { head: 'hop', cell: hop },
  { head: 'linked', isNumber: true, cell: ({ linked }) => linked.toLocaleString('en') },
  { head: 'broken', isNumber: true, cell: brokenOf },
  { head: 'verdicts', cell: ({ verdicts }) => html`<ul class="codes">${Object.entries(verdicts).map(([code, count]) => html`<li><code>${code}</code> ${count.toLocaleString('en')}</li>`)}</ul>` },
  { head: 'broken since', cell: ({ brokenSince }) => brokenSince !== null && html`<span class="when">${brokenSince}</span>` },
  { head: 'broken in traces', cell: ({ examples }) => examples.length > 0 && html`<ul class="codes">${examples.map((trace) => html`<li><code>${trace}</code></li>`)}</ul>` },
];

export function Edges({ edges }: { edges: readonly EdgeEntry[] }): VNode {
  const sorted = [...edges.filter(isBroken), ...edges.filter((edge) => !isBroken(edge))];
  const words = ({ from, to, verdicts }: EdgeEntry): string => [from, to, ...Object.keys(verdicts)].join(' ');
  return html`<section><${Heading} below=${1}>${counted(edges.length, 'hop')} between services<//>
    <${Table} className="edges" columns=${COLUMNS} rows=${sorted} isBad=${isBroken} words=${words} />
  </section>`;
}

function hop({ from, to, linked, broken }: EdgeEntry): VNode {
  const tone: Tone = broken > 0 ? 'bad' : linked > 0 ? 'good' : 'open';
  return html`<span class=${tone} role="img" aria-label=${TONE_WORDS[tone]}>${SIGNS[tone]}</span> ${named(from)} → ${named(to)}`;
}

function brokenOf({ linked, broken, undecided }: EdgeEntry): VNode {
  return html`${broken > 0 ? html`<strong class="bad">${broken.toLocaleString('en')}</strong>` : '0'}<${Share} count=${broken} of=${linked + broken + undecided} tone="bad" />`;
}
