// All components with their counts, and what each of them changed.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { changesOf } from '../../verifier/report/stage-words.ts';
import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { type Column, Table } from '../table.ts';
import { SIGNS } from '../tone.ts';

type Stage = Column<StageEntry>;

const COLUMNS: readonly [Stage, ...Stage[]] = [
  { head: 'component', cell: ({ component, pipeline }) => html`<code>${component}</code> <span class="faint">in <code>${pipeline}</code></span>` },
  counting('spans in', ({ spansIn }) => spansIn), counting('spans out', ({ spansOut }) => spansOut), counting('dropped', ({ dropped }) => dropped),
  counting('traces in', ({ tracesIn }) => tracesIn), counting('whole', ({ tracesWhole }) => tracesWhole), counting('gone', ({ tracesGone }) => tracesGone),
  harmful('broken', ({ tracesBroken, tracesSplit }) => tracesBroken + tracesSplit), harmful('orphans made', ({ orphansMade }) => orphansMade),
  { head: 'configured in', cell: ({ at }) => at ? html`<code>${at.file}:${at.line}</code>` : html`<span class="faint">no file that could be read</span>` },
];

function counting(head: string, cell: (stage: StageEntry) => number): Stage {
  return { head, cell, isNumber: true };
}

/** None is as it should be. */
function harmful(head: string, count: (stage: StageEntry) => number): Stage {
  return { head, isNumber: true, tone: (stage) => count(stage) > 0 ? 'bad' : '', cell: (stage) => count(stage) > 0 ? html`<strong>${SIGNS.bad} ${count(stage)}</strong>` : 0 };
}

export function Components({ document: { stages } }: { document: XrayDocument }): VNode | null {
  if (stages.length === 0) return null;
  return html`<section><${Heading} below=${1}>What each component did<//>
    <${Table} className="counted" columns=${COLUMNS} rows=${stages} isBad=${() => false} />
    <${Changes} stages=${stages} />
  </section>`;
}

function Changes({ stages }: { stages: readonly StageEntry[] }): VNode | null {
  const changed = stages.map((stage) => ({ stage, changes: changesOf(stage) })).filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return null;
  return html`<dl class="changes">${changed.map(({ stage: { component, pipeline }, changes }) => html`<div><dt><code>${component}</code> <span class="faint">in <code>${pipeline}</code></span></dt>
    ${changes.map((change) => html`<dd><${Prose} text=${change} /></dd>`)}</div>`)}</dl>`;
}
