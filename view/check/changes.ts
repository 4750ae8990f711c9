// What changed since other files were written: only what got worse counts.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { Baseline, EdgeChange } from '../../verifier/check.ts';
import { brokenShare, changedEdges, comparedWords } from '../../verifier/report/check-words.ts';
import { named } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { type Column, Table } from '../table.ts';
import { SIGNS } from '../tone.ts';

const COLUMNS: readonly [Column<EdgeChange>, ...Column<EdgeChange>[]] = [
  { head: 'hop', cell: ({ from, to }) => `${named(from)} → ${named(to)}` },
  { head: 'broken before', isNumber: true, cell: ({ before }) => brokenShare(before) },
  { head: 'broken now', isNumber: true, cell: ({ now }) => brokenShare(now) },
  { head: 'change', cell: ({ change, worse }) => worse ? html`<strong class="bad"><span aria-hidden="true">${SIGNS.bad} </span>${change}</strong>` : change },
];

export function Changes({ baseline }: { baseline: Baseline }): VNode {
  const changed = changedEdges(baseline);
  const worse = baseline.counts.filter((count) => count.worse);
  return html`<section><${Heading} below=${1}>What changed<//>
    <p>${comparedWords(baseline)}</p>
    ${changed.length > 0 && html`<${Table} className="changed" columns=${COLUMNS} rows=${changed} isBad=${({ worse }: EdgeChange) => worse} />`}
    ${worse.length > 0 && html`<ul class="judged">${worse.map(({ count, before, now }) => html`<li class="bad"><strong class="bad" role="img" aria-label="worse">${SIGNS.bad}</strong> <span>${count}: ${now}, and ${before} before</span></li>`)}</ul>`}
  </section>`;
}
