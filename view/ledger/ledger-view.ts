// Many requests: what became of them, how long they took, what the Collector counted, and some of them to look at.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { LedgerDocument } from '../../verifier/ledger.ts';
import { collectorAgrees, collectorLine } from '../../verifier/report/collector-line.ts';
import { counted } from '../../verifier/report/counted.ts';
import { ledgerOutcome, paceWords } from '../../verifier/report/ledger-words.ts';
import { collectorWords } from '../collector-words.ts';
import { Heading } from '../heading.ts';
import { Headline } from '../headline.ts';
import { Tally, type Tallied } from '../tally.ts';
import { SIGNS, type Tone } from '../tone.ts';
import { Tools } from '../tools.ts';
import { Outside } from '../verdict/outside.ts';
import { Examples } from './examples.ts';
import { Latency } from './latency.ts';
import { VerdictCounts } from './verdict-counts.ts';

export function LedgerView({ document }: { document: LedgerDocument }): VNode {
  const { word, summary } = ledgerOutcome(document);
  return html`<article class="document">
    <${Headline} about=${`The ledger of ${counted(document.requests, 'request')}`} tone=${toneOf(document)} word=${word} summary=${summary} />
    <${Tools} />
    <section><${Heading} below=${1}>What became of them<//><${Tally} counts=${outcomes(document)} /><${VerdictCounts} document=${document} /></section>
    <section><${Heading} below=${1}>How long answers took<//><p>${paceWords(document)}.</p><${Latency} document=${document} /></section>
    <${Collector} document=${document} />
    <${Outside.Provider} value="tracehop"><${Examples} document=${document} /><//>
  </article>`;
}

function toneOf({ requests, linked, broken, failed }: LedgerDocument): Tone {
  return linked === requests ? 'good' : broken + failed > 0 ? 'bad' : 'open';
}

function outcomes({ linked, broken, missing, failed }: LedgerDocument): Tallied[] {
  const others = [['broken', broken, 'bad'], ['missing', missing, 'open'], ['failed', failed, 'bad']] as const;
  return [{ what: 'linked', count: linked, tone: linked > 0 ? 'good' : undefined }, ...others.map(([what, count, tone]) => ({ what, count, tone: count > 0 ? tone : undefined }))];
}

const AGREEMENT = { true: 'good', false: 'bad', unknown: undefined } as const;

function Collector({ document }: { document: LedgerDocument }): VNode {
  const { accepted, refused, sent, failed } = document.collector;
  const tone = AGREEMENT[`${collectorAgrees(document)}`];
  const lost = (count: number | 'unknown'): Tone | undefined => typeof count === 'number' && count > 0 ? 'bad' : undefined;
  return html`<section><${Heading} below=${1}>What the Collector counted<//>
    <${Tally} counts=${[{ what: 'spans accepted', count: accepted }, { what: 'refused', count: refused, tone: lost(refused) }, { what: 'written', count: sent }, { what: 'not written', count: failed, tone: lost(failed) }]} />
    <p>${tone && html`<strong class=${tone} aria-hidden="true">${SIGNS[tone]} </strong>`}${collectorLine(document)}</p>
    <p class="faint">Asked was ${collectorWords(document.collector)}.</p>
  </section>`;
}
