// What must hold of the course, and whether it does.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { SelfcheckDocument } from '../verifier/exercise.ts';
import { selfcheckOutcome } from '../verifier/report/workshop-words.ts';
import { Headline } from './headline.ts';
import { Prose } from './prose.ts';
import { type Column, Table } from './table.ts';
import { SIGNS } from './tone.ts';

type Check = SelfcheckDocument['checks'][number];

const isMissed = ({ misses }: Check): boolean => misses.length > 0;

const COLUMNS: readonly [Column<Check>, ...Column<Check>[]] = [
  { head: 'check', cell: ({ check }) => check },
  { head: 'holds', cell: (check) => isMissed(check) ? `${SIGNS.bad} no` : `${SIGNS.good} yes`, tone: (check) => isMissed(check) ? 'bad' : 'good' },
  { head: 'misses', cell: (check) => isMissed(check) && html`<ul class="plain">${check.misses.map((miss) => html`<li class="lines"><${Prose} text=${miss} /></li>`)}</ul>` },
];

export function SelfcheckView({ document }: { document: SelfcheckDocument }): VNode {
  const { checks, holds } = document;
  const { word, rest } = selfcheckOutcome(document);
  return html`<article class="document selfcheck">
    <${Headline} about="What must hold of the workshop" tone=${holds ? 'good' : 'bad'} word=${word} summary=${rest.replace(/^[:;] |^\.$/, '')} />
    <section><${Table} className="counted" columns=${COLUMNS} rows=${checks} isBad=${isMissed} /></section>
  </article>`;
}
