// The top of every page: where one can go, and how the lab is, also when another page changed it.

import type { VNode } from 'preact';
import { html } from 'htm/preact';

import type { Playable } from '../stage.ts';
import type { LabState } from './scene.ts';
import { addressOf, type Shown } from './shown.ts';

export function Masthead({ shown: { place, projector, otherOrigin, scene, scenarios }, onProject }: { shown: Shown; onProject: (() => void) | undefined }): VNode {
  const link = (kind: 'lab' | 'workshop', path: string, text: string): VNode =>
    html`<a href=${addressOf(path, projector)} aria-current=${place.kind === kind ? 'page' : undefined}>${text}</a>`;
  return html`<header class="masthead">
    <p class="masthead-name">tracehop</p>
    <nav aria-label="Pages">${link('lab', '/', 'The lab')} ${link('workshop', '/workshop', 'Workshop')} ${otherOrigin && html`<a href=${addressOf(otherOrigin, projector)}>A web page calls</a>`}</nav>
    <p class="masthead-lab" role="status" data-state=${scene.lab.state}>${stateText(scene.lab, scenarios)}</p>
    <button type="button" disabled=${onProject === undefined} aria-pressed=${projector ? 'true' : 'false'} onClick=${onProject}>Projector mode</button>
  </header>`;
}

const STATES: Record<LabState['state'], string> = { ready: 'Lab ready', switching: 'Lab switching', sending: 'Lab sending' };

function stateText({ state, scenario, waiting, failure }: LabState, scenarios: readonly Playable[]): string {
  const on = scenarios.find(({ id }) => id === scenario)?.title ?? 'as it was started';
  const queue = waiting === 0 ? '' : ` · ${waiting} more ${waiting === 1 ? 'waits' : 'wait'}`;
  return `${STATES[state]}: ${on}${queue}${failure === null ? '' : ` · The last switch failed. ${failure}`}`;
}
