// All components with their counts, and what each of them changed.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { changesOf } from '../../verifier/report/stage-words.ts';
import type { StageEntry, XrayDocument } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { Scrolled } from '../scrolled.ts';
import { SIGNS } from '../tone.ts';

interface Column {
  head: string;
  count: (stage: StageEntry) => number;
  /** None is as it should be. */
  harm?: true;
}

const COLUMNS: readonly Column[] = [
  { head: 'spans in', count: ({ spansIn }) => spansIn }, { head: 'spans out', count: ({ spansOut }) => spansOut }, { head: 'dropped', count: ({ dropped }) => dropped },
  { head: 'traces in', count: ({ tracesIn }) => tracesIn }, { head: 'whole', count: ({ tracesWhole }) => tracesWhole }, { head: 'gone', count: ({ tracesGone }) => tracesGone },
  { head: 'broken', count: ({ tracesBroken, tracesSplit }) => tracesBroken + tracesSplit, harm: true }, { head: 'orphans made', count: ({ orphansMade }) => orphansMade, harm: true },
];

export function Components({ document: { stages } }: { document: XrayDocument }): VNode | null {
  if (stages.length === 0) return null;
  return html`<section><${Heading} below=${1}>What each component did<//>
    <${Scrolled} name="Components with their counts"><table class="counted">
      <thead><tr><th scope="col">component</th>${COLUMNS.map(({ head }) => html`<th scope="col" class="number">${head}</th>`)}<th scope="col">configured in</th></tr></thead>
      <tbody>${stages.map((stage) => html`<${Row} stage=${stage} />`)}</tbody>
    </table><//>
    <${Changes} stages=${stages} />
  </section>`;
}

function Row({ stage }: { stage: StageEntry }): VNode {
  const { component, pipeline, at } = stage;
  return html`<tr><th scope="row"><code>${component}</code> <span class="faint">in <code>${pipeline}</code></span></th>
    ${COLUMNS.map(({ count, harm }) => harm && count(stage) > 0 ? html`<td class="number bad"><strong>${SIGNS.bad} ${count(stage)}</strong></td>` : html`<td class="number">${count(stage)}</td>`)}
    <td class="place">${at ? html`<code>${at.file}:${at.line}</code>` : html`<span class="faint">no file that could be read</span>`}</td>
  </tr>`;
}

function Changes({ stages }: { stages: readonly StageEntry[] }): VNode | null {
  const changed = stages.map((stage) => ({ stage, changes: changesOf(stage) })).filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return null;
  return html`<dl class="changes">${changed.map(({ stage: { component, pipeline }, changes }) => html`<div><dt><code>${component}</code> <span class="faint">in <code>${pipeline}</code></span></dt>
    ${changes.map((change) => html`<dd><${Prose} text=${change} /></dd>`)}</div>`)}</dl>`;
}
