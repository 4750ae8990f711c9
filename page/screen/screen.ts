// The whole screen, as the server renders it and the browser carries it on. Values in, markup out: what a button
// does is given to it.

import type { VNode } from 'preact';
import { html } from 'htm/preact';

import { CourseView } from '../../view/course.ts';
import { Gallery } from './gallery.ts';
import { Masthead } from './masthead.ts';
import { ScenarioCard } from './scenario-card.ts';
import { RunView } from './run-view.ts';
import type { Actions, Shown } from './shown.ts';

export interface ScreenProps {
  shown: Shown;
  /** Null: the browser has not taken over, and nothing can be done yet. */
  actions?: Actions | null;
  /** Why the last click came to nothing. */
  refusal?: string | null;
}

export function Screen({ shown, actions = null, refusal = null }: ScreenProps): VNode {
  const { place, projector, scenarios } = shown;
  return html`<div class="page">
    <a class="skip" href="#main">Skip to the content</a>
    <${Masthead} shown=${shown} onProject=${actions?.project} />
    <div class="page-body">
      <main id="main" tabindex="-1">${contentOf(shown, actions, refusal)}</main>
      <${Gallery} scenarios=${scenarios} current=${place.kind === 'scenario' ? place.id : null} projector=${projector} />
    </div>
  </div>`;
}

function contentOf({ place, scene, scenarios, course }: Shown, actions: Actions | null, refusal: string | null): VNode {
  if (place.kind === 'missing') return html`<h1>There is nothing at this address</h1><p>Pick a scenario from the list, or go to <a href="/">the lab</a>.</p>`;
  if (place.kind === 'workshop') return course === null || 'none' in course ? html`<h1>Workshop</h1><p>${course?.none}</p>` : html`<${CourseView} document=${course.document} />`;
  const scenario = scenarios.find(({ id }) => id === (place.kind === 'scenario' ? place.id : scene.lab.scenario));
  const isOurs = scene.run?.scenario === (scenario?.id ?? null) || (place.kind === 'lab' && scene.run?.over === false);
  return html`
    <${ScenarioCard} scenario=${scenario} picked=${place.kind === 'scenario'} lab=${scene.lab} actions=${actions} refusal=${refusal} />
    <${RunView} run=${isOurs ? scene.run : null} lab=${scene.lab} />`;
}
