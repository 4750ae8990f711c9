// How long answers took: a histogram with the median and the slowest marked, and its numbers folded below.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { LatencyCount } from '../../verifier/latency.ts';
import type { LedgerDocument } from '../../verifier/ledger.ts';
import { Tally } from '../tally.ts';
import { type Bar, barsOf, type Bars, type Tick } from './bars.ts';

/** Pixels. */
const [TOP, HEIGHT, BOTTOM] = [40, 160, 28];

export function Latency({ document }: { document: LedgerDocument }): VNode {
  const { latencyHistogram: counts, latencyMilliseconds: { p50, p99, max } } = document;
  const named = [{ what: 'half of them within (p50)', count: `${p50} ms` }, { what: '99 of 100 within (p99)', count: `${p99} ms` }, { what: 'the slowest', count: `${max} ms` }];
  if (counts.length === 0) return html`<p>No request was answered.</p>`;
  return html`<${Tally} counts=${named} />
    <figure class="histogram">
      <figcaption id="latency-axes">Answers by the time they took, in milliseconds: each bar reaches up to the number at its right edge</figcaption>
      <${Histogram} bars=${barsOf(document)} name=${nameOf(document)} />
    </figure>
    <details><summary>The numbers of the histogram</summary><${Numbers} counts=${counts} /></details>`;
}

function nameOf({ latencyHistogram: counts, latencyMilliseconds: { p50, p99, max } }: LedgerDocument): string {
  const most = counts.reduce((one, other) => other.requests > one.requests ? other : one);
  return `Histogram of latency: most answers, ${most.requests.toLocaleString('en')}, took up to ${most.upToMilliseconds} ms; p50 ${p50} ms, p99 ${p99} ms, the slowest ${max} ms`;
}

function Histogram({ bars: { bars, ticks, marks, most }, name }: { bars: Bars; name: string }): VNode {
  const floor = TOP + HEIGHT;
  return html`<svg role="img" aria-label=${name} width="100%" height=${floor + BOTTOM}>
    ${[1, .5].map((part) => html`<line class="grid" x1="0" x2="100%" y1=${floor - HEIGHT * part} y2=${floor - HEIGHT * part} />`)}
    ${bars.map((bar) => html`<${BarPart} bar=${bar} />`)}
    <line class="axis" x1="0" x2="100%" y1=${floor} y2=${floor} />
    <text class="count" x="2" y=${TOP - 5}>${most.toLocaleString('en')} ${most === 1 ? 'answer' : 'answers'}</text>
    ${ticks.map((tick) => html`<${TickPart} tick=${tick} />`)}
    ${marks.map(({ at, name: mark, row, anchor }) => html`<line class="mark-line" x1="${at}%" x2="${at}%" y1=${12 + row * 14} y2=${floor} /><text class="mark" x="${at}%" y=${12 + row * 14} dx=${anchor === 'end' ? -5 : 5} text-anchor=${anchor}>${mark}</text>`)}
  </svg>`;
}

function BarPart({ bar: { left, width, height } }: { bar: Bar }): VNode {
  return html`<rect x="${left}%" width="${width}%" y=${TOP + HEIGHT * (1 - height)} height=${HEIGHT * height} />`;
}

function TickPart({ tick: { at, text } }: { tick: Tick }): VNode {
  return html`<line class="axis" x1="${at}%" x2="${at}%" y1=${TOP + HEIGHT} y2=${TOP + HEIGHT + 5} /><text x="${at}%" y=${TOP + HEIGHT + 20} text-anchor="end">${text}</text>`;
}

function Numbers({ counts }: { counts: readonly LatencyCount[] }): VNode {
  return html`<table class="narrow"><thead><tr><th scope="col" class="number">up to</th><th scope="col" class="number">answers</th></tr></thead>
    <tbody>${counts.map(({ upToMilliseconds, requests }) => html`<tr><th scope="row" class="number">${upToMilliseconds} ms</th><td class="number">${requests.toLocaleString('en')}</td></tr>`)}</tbody></table>`;
}
