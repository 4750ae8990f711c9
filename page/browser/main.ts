// Where the browser begins: it takes over what the server rendered, follows the server's events, and sends clicks.

import { html, render } from 'htm/preact';
import { hydrate } from 'preact';

import { after, type SceneEvent } from '../screen/scene.ts';
import { Screen } from '../screen/screen.ts';
import type { Actions, Shown } from '../screen/shown.ts';
import { ask } from './asking.ts';
import { showVerdict } from './focus.ts';

const root = document.getElementById('screen')!;
let shown = JSON.parse(document.getElementById('shown')!.textContent!) as Shown;
let refusal: string | null = null;
/** The run that this page asked for: its verdict gets the focus, and nobody else's does. */
let own: number | null = null;

const at = shown.place.kind === 'scenario' ? `/scenario/${shown.place.id}` : '';

const actions: Actions = {
  send: () => void click(`${at}/send`),
  switchTo: () => void click(`${at}/switch`),
  project: () => {
    shown = { ...shown, projector: !shown.projector };
    document.documentElement.classList.toggle('projector', shown.projector);
    history.replaceState(null, '', shown.projector ? '?projector' : location.pathname);
    draw();
  },
};

async function click(path: string): Promise<void> {
  const answer = await ask(path);
  refusal = answer.refusal;
  own = answer.run ?? own;
  draw();
  // A short run may be over before the answer that tells its number.
  if (answer.run !== undefined && isOwnVerdict()) showVerdict();
}

function isOwnVerdict(): boolean {
  const { run } = shown.scene;
  return run !== null && run.over && run.number === own;
}

function draw(): void {
  render(html`<${Screen} shown=${shown} actions=${actions} refusal=${refusal} />`, root);
}

function follow(event: SceneEvent): void {
  shown = { ...shown, scene: after(shown.scene, event) };
  draw();
  if (event.kind === 'over' && isOwnVerdict()) showVerdict();
}

hydrate(html`<${Screen} shown=${shown} />`, root);
draw();
const events = new EventSource('/events');
events.addEventListener('message', ({ data }: MessageEvent<string>) => follow(JSON.parse(data) as SceneEvent));
events.addEventListener('error', () => { refusal = 'The page\'s server does not answer. It is asked again and again.'; draw(); });
events.addEventListener('open', () => { refusal = null; draw(); });
