// The hop as a picture: who called, the services and what is in between from left to right (from top to bottom where it is
// narrow), the Collector and its file below. Every arrow and every sign has a name that says what it shows.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';

import type { VerdictDocument } from '../../verifier/document.ts';
import { type Certainty, CERTAINTY_WORDS } from '../../verifier/report/spots.ts';
import { Arrow } from './arrow.ts';
import { type Box, type Export, hopLayout, type HopLayout, type Leg, type Mark } from './hop.ts';
import { Outside } from './outside.ts';
import type { Sign } from './signs.ts';
import { WitnessCard } from './witness-card.ts';

/** Boxes and legs that fit side by side. */
const MOST_ABREAST = 7;

export function HopPicture({ document }: { document: VerdictDocument }): VNode {
  const layout = hopLayout(document, useContext(Outside));
  return html`<figure class="hop-figure"><div class="hop ${layout.wire.length > MOST_ABREAST ? 'long' : ''}" role="group" aria-label="The hop">
    <div class="hop-wire">${layout.wire.map((piece) => piece.shape === 'box' ? html`<${BoxPart} box=${piece} />` : html`<${LegPart} leg=${piece} />`)}</div>
    <${Store} layout=${layout} />
  </div></figure>`;
}

function BoxPart({ box: { kind, title, sign, mark, notes, exports } }: { box: Box }): VNode {
  const certainty = mark?.certainty ?? sign?.certainty;
  return html`<div class="hop-column">
    <div class="hop-box ${kind} ${toneOf(certainty)}">
      <strong>${title}</strong>
      ${notes.map((note) => html`<span class="note">${note}</span>`)}
      ${sign && html`<${SignPart} sign=${sign} />`}
      ${mark && html`<${MarkPart} mark=${mark} />`}
    </div>
    ${exports ? html`<${ExportPart} way=${exports} />` : html`<div class="hop-export none"></div>`}
  </div>`;
}

function LegPart({ leg: { name, cards, sign, mark, ghost, note } }: { leg: Leg }): VNode {
  const tone = toneOf(mark?.certainty ?? sign?.certainty);
  const isShared = sign !== null && cards.length === 1;
  return html`<div class="hop-leg">
    <${Arrow} name=${name} ghost=${ghost} tone=${tone} />
    <div class="hop-seen">
      ${isShared ? html`<div class="hop-pair"><span>sent</span><${SignPart} sign=${sign} /><span>received</span></div><${WitnessCard} card=${cards[0]} nameless />`
        : cards.map((card, at) => html`${at === 1 && sign && html`<${SignPart} sign=${sign} />`}<${WitnessCard} card=${card} />`)}
      ${mark && html`<${MarkPart} mark=${mark} />`}
      ${note !== null && html`<span class="note">${note}</span>`}
    </div>
  </div>`;
}

function SignPart({ sign: { name, sign, words, certainty } }: { sign: Sign }): VNode {
  return html`<div class="hop-sign ${certainty ? toneOf(certainty) : sign === '=' ? 'good' : sign === '?' ? 'faint' : 'changed'}" role="img" aria-label=${name}>
    <span class="glyph">${sign}</span><span class="words">${words}</span>${certainty && html`<${Flag} certainty=${certainty} />`}
  </div>`;
}

function MarkPart({ mark: { name, words, certainty } }: { mark: Mark }): VNode {
  return html`<div class="hop-sign ${toneOf(certainty)}" role="img" aria-label=${name}>
    <span class="glyph">${certainty === 'broken' ? '✗' : '?'}</span><span class="words">${words}</span><${Flag} certainty=${certainty} />
  </div>`;
}

function Flag({ certainty }: { certainty: Certainty }): VNode {
  return html`<span class="flag">${CERTAINTY_WORDS[certainty]}</span>`;
}

function ExportPart({ way: { name, words, ghost, certainty } }: { way: Export }): VNode {
  const tone = toneOf(certainty);
  return html`<div class="hop-export ${tone}">
    <${Arrow} name=${name} ghost=${ghost} tone=${tone} />
    <${Told} words=${words} whither="to the Collector: " certainty=${certainty} />
  </div>`;
}

/** The name of the arrow says the same. `whither`: seen where the arrow itself does not lead there. */
function Told({ words, whither, certainty }: { words: string; whither?: string; certainty: Certainty | null }): VNode {
  return html`<div class="hop-told hop-sign ${toneOf(certainty)}" aria-hidden="true">${certainty && html`<span class="glyph">${certainty === 'broken' ? '✗' : '?'}</span>`}
    <span class="words">${whither && html`<span class="whither">${whither}</span>`}${words}</span>${certainty && html`<${Flag} certainty=${certainty} />`}
  </div>`;
}

function Store({ layout: { arrivals, toFile, recorded } }: { layout: HopLayout }): VNode {
  const tone = toneOf(toFile.certainty);
  return html`<div class="hop-store">
    <div class="hop-box service ${toneOf(arrivals?.certainty)}"><strong>Collector</strong>${arrivals && html`<${MarkPart} mark=${arrivals} />`}</div>
    <div class="hop-export ${tone}">
      <${Arrow} name=${toFile.name} ghost=${false} tone=${tone} down />
      <${Told} words=${toFile.words} certainty=${toFile.certainty} />
    </div>
    <div class="hop-box service"><strong>its file</strong><${WitnessCard} card=${recorded} /></div>
  </div>`;
}

function toneOf(certainty: Certainty | null | undefined): string {
  return certainty ? certainty === 'broken' ? 'bad' : 'open' : '';
}
