// Where the page of another origin begins in the browser: it calls service A as any web page would, with `fetch`, and
// tells its own server what it got.

import { html, render } from 'htm/preact';
import { hydrate } from 'preact';

import type { CorsOutcome } from '../screen/cors-outcome.ts';
import { type CorsActions, CorsScreen, type CorsShown } from '../screen/cors-screen.ts';
import { showVerdict } from './focus.ts';

const root = document.getElementById('screen')!;
const token = document.querySelector<HTMLMetaElement>('meta[name=tracehop-token]')!.content;
let shown = JSON.parse(document.getElementById('shown')!.textContent!) as CorsShown;

function become(change: Partial<CorsShown>): void {
  shown = { ...shown, ...change };
  render(html`<${CorsScreen} shown=${shown} actions=${actions} />`, root);
}

const actions: CorsActions = {
  allow: (mended) => become({ mended }),
  call: () => void call(),
};

async function call(): Promise<void> {
  become({ calling: true, outcome: null, refusal: null });
  try {
    const { click, url, traceparent } = await ask<{ click: string; url: string; traceparent: string }>(shown.mended ? '/call?mended' : '/call', {});
    const outcome = await ask<CorsOutcome>(`/call/${click}`, await callServiceA(url, traceparent));
    become({ calling: false, outcome });
    showVerdict();
  } catch (error) {
    become({ calling: false, refusal: (error as Error).message });
  }
}

/** This is what it is all about. */
async function callServiceA(url: string, traceparent: string): Promise<object> {
  try {
    const response = await fetch(url, { headers: { traceparent } });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    // A browser does not tell a page why.
    return { error: String(error) };
  }
}

async function ask<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(path, { method: 'POST', headers: { 'x-tracehop-token': token, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    .catch(() => { throw new Error('The page\'s server does not answer.'); });
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json() as Answer;
}

hydrate(html`<${CorsScreen} shown=${shown} />`, root);
become({});
