// The list of scenarios beside the lab: by the place where the hop breaks, with the verdict that each is to get.

import type { VNode } from 'preact';
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import type { Playable } from '../stage.ts';
import { addressOf } from './shown.ts';

interface GalleryProps {
  scenarios: readonly Playable[];
  current: string | null;
  projector: boolean;
}

/** In the order in which a request goes. A scenario in two places stands at the first. */
const GROUPS: readonly [place: string, heading: string][] = [
  ['request', 'The request fails'], ['upstream', 'Before service A'], ['caller', 'In service A'],
  ['wire', 'On the wire'], ['callee', 'In service B'], ['export', 'On the way to the Collector'], ['collector', 'In the Collector'],
  ['nowhere', 'Nothing breaks, or nobody knows'],
];

export function Gallery({ scenarios, current, projector }: GalleryProps): VNode {
  const [filter, setFilter] = useState('');
  const found = scenarios.filter((scenario) => matches(scenario, filter));
  return html`<nav class="scenarios" aria-labelledby="scenarios-heading">
    <h2 id="scenarios-heading">Scenarios</h2>
    <label class="scenarios-filter">Filter <input type="search" value=${filter} onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => setFilter(currentTarget.value)} /></label>
    <p class="faint" role="status">${found.length} of ${scenarios.length}</p>
    ${GROUPS.map(([place, heading]) => group(heading, found.filter(({ where }) => where.split(' or ')[0] === place), current, projector))}
  </nav>`;
}

function group(heading: string, scenarios: readonly Playable[], current: string | null, projector: boolean): VNode | null {
  if (scenarios.length === 0) return null;
  return html`<section key=${heading}>
    <h3>${heading}</h3>
    <ul>${scenarios.map(({ id, title, verdict, elsewhere }) => html`<li key=${id}>
      <a href=${addressOf(`/scenario/${id}`, projector)} aria-current=${id === current ? 'page' : undefined}>${title}</a> <code>${verdict}</code>${elsewhere && html` <span class="faint">not from this page</span>`}
    </li>`)}</ul>
  </section>`;
}

function matches({ id, title, broken, verdict }: Playable, filter: string): boolean {
  const text = `${id} ${title} ${broken} ${verdict}`.toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
