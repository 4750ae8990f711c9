// The spans of the request as a waterfall: children below their parents, a lane for every trace, a ghost where a span
// is missing. Bars show time, which decides nothing.

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';

import type { VerdictDocument } from '../../verifier/document.ts';
import { counted } from '../../verifier/report/counted.ts';
import { Heading } from '../heading.ts';
import { barOf, distanceText, type Scale, scaleOf, timesText } from './clock.ts';
import { Outside } from './outside.ts';
import { type Lane, lanesOf, type Row } from './rows.ts';

export interface Shared {
  scale: Scale | undefined;
  /** In the order in which they first appear: each has a colour of its own, as far as there are any. */
  services: readonly string[];
}

const COLOURS = 4;

export function Waterfall({ document }: { document: VerdictDocument }): VNode {
  const { spans, hops, from, to } = document;
  const services = [...new Set([from, to, ...spans.map(({ service }) => service)])];
  const shared = { scale: scaleOf(spans, hops[0]?.from ?? from), services };
  return html`<${Lanes} lanes=${lanesOf(document)} shared=${shared} />`;
}

export function Lanes({ lanes, shared, title }: { lanes: readonly Lane[]; shared: Shared; title?: string }): VNode {
  return html`<div class="waterfall">${lanes.map((lane) => html`<${LanePart} lane=${lane} shared=${shared} title=${title} />`)}</div>`;
}

function LanePart({ lane: { traceId, isOwn, rows }, shared, title = 'The trace of the request' }: { lane: Lane; shared: Shared; title: string | undefined }): VNode {
  const count = rows.filter(({ row }) => row === 'span').length;
  return html`<section class="lane ${isOwn ? '' : 'other'}">
    <${Heading} below=${2}><span>${isOwn ? title : '≠ Another trace'}</span> <code>${traceId}</code> <span class="faint">${counted(count, 'span')}</span><//>
    <ol>${rows.map((row) => html`<${RowPart} row=${row} shared=${shared} />`)}</ol>
  </section>`;
}

function RowPart({ row, shared }: { row: Row; shared: Shared }): VNode {
  const sender = useContext(Outside);
  if (row.row === 'span') return html`<${SpanRow} row=${row} shared=${shared} />`;
  if (row.row === 'probe') {
    return html`<li class="outside"><div class="row"><div class="label ${depthOf(row)}"><strong>${sender}</strong> <span>the caller outside, no span</span> <code>${row.spanId}</code></div></div></li>`;
  }
  return html`<li class="ghost"><div class="row" role="group" aria-label="missing span ${row.name}: ${row.why}">
    <div class="label ${depthOf(row)}"><strong>∅ missing:</strong> <span>${row.name}</span></div><div class="track"></div><div class="times">${row.why}</div>
  </div></li>`;
}

function SpanRow({ row: { span, depth, notes }, shared: { scale, services } }: { row: Row & { row: 'span' }; shared: Shared }): VNode {
  const { service, kind, name, spanId, status } = span;
  const bar = scale && barOf(span, scale);
  const colour = `service-${services.indexOf(service) % COLOURS}`;
  return html`<li class=${colour}><div class="row">
    <div class="label ${depthOf({ depth })}"><strong>${service}</strong> <span>${kind} ${name}</span> <code>${spanId}</code>${status === 'ERROR' && html` <span class="bad">✗ status ERROR</span>`}</div>
    <div class="track">${bar && html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class=${bar.beyond ? 'beyond' : ''} x=${bar.start} y="0" width=${bar.width} height="10" /></svg>`}</div>
    <div class="times">${timesText(span)}${bar?.beyond && html` <span class="open">${arrowOf(bar.beyond)} ${distanceText(span, scale!)}</span>`}${notes.map((note) => html` <span class="bad">${note}</span>`)}</div>
  </div></li>`;
}

function arrowOf(beyond: 'before' | 'behind'): string {
  return beyond === 'before' ? '◂' : '▸';
}

/** Deeper ones are not moved further in. */
function depthOf({ depth }: Pick<Row, 'depth'>): string {
  return `depth-${Math.min(depth, 8)}`;
}
