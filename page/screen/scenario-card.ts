// What the lab is, or would be, with a scenario: what is broken, what is expected, and the buttons; or why it cannot
// be played here, and the command that does.

import type { VNode } from 'preact';
import { html } from 'htm/preact';

import { Prose } from '../../view/prose.ts';
import type { Playable } from '../stage.ts';
import type { LabState } from './scene.ts';
import type { Actions } from './shown.ts';

interface CardProps {
  /** Undefined: the lab as it was started. */
  scenario: Playable | undefined;
  /** The address names it: else it is what the lab happens to be. */
  picked: boolean;
  lab: LabState;
  /** Null: not yet. */
  actions: Actions | null;
  refusal: string | null;
}

export function ScenarioCard({ scenario, picked, lab, actions, refusal }: CardProps): VNode {
  const isThere = !picked || scenario?.id === lab.scenario;
  const elsewhere = isThere ? null : scenario?.elsewhere ?? null;
  return html`<section class="card" aria-labelledby="card-title">
    <h1 id="card-title">${scenario?.title ?? 'The lab as it was started'}</h1>
    <p><${Prose} text=${scenario?.broken ?? 'Service A calls service B, and both export their spans to the Collector. Send a request, and see whether its trace survives the hop.'} /></p>
    ${scenario && html`<p class="card-expected"><span class="faint">Expected:</span> <code>${scenario.verdict}</code>${scenario.where !== 'nowhere' && html`<span class="faint"> · where: ${scenario.where}</span>`}</p>`}
    ${elsewhere ? html`<p><${Prose} text=${elsewhere.reason} /></p>${elsewhere.command && html`<pre class="card-command">${elsewhere.command}</pre>`}` : buttons(isThere, actions)}
    ${actions === null && html`<p class="card-late faint">The page is not ready. If this stays, reload it.</p>`}
    <p class="card-refusal" role="alert">${refusal}</p>
    <noscript><p>The buttons need JavaScript: what happens is shown while it happens.</p></noscript>
  </section>`;
}

function buttons(isThere: boolean, actions: Actions | null): VNode {
  const disabled = actions === null;
  return html`<p class="card-buttons">
    <button type="button" class="primary" disabled=${disabled} onClick=${actions?.send}>Send a request</button>
    ${isThere ? null : html`<button type="button" disabled=${disabled} onClick=${actions?.switchTo}>Switch the lab to it</button><span class="faint">The lab is on another scenario. Sending switches it first.</span>`}
  </p>`;
}
