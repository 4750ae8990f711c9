// The trace that was asked for: its spans, the hops that begin or end in it, and what is odd about it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CheckDocument } from '../../verifier/check.ts';
import type { HopEntry, SpanEntry } from '../../verifier/document.ts';
import { topWords } from '../../verifier/report/check-words.ts';
import { counted, named } from '../../verifier/report/counted.ts';
import { type TreeNode, trees } from '../../verifier/trace.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { SIGNS } from '../tone.ts';
import { scaleOf } from '../verdict/clock.ts';
import type { Lane, Row } from '../verdict/rows.ts';
import { verdictTone } from '../verdict/verdict-tone.ts';
import { Lanes } from '../verdict/waterfall.ts';

/** Nobody reads more, and a page of more is slow. */
const MOST_SPANS = 1_000;

export function OneTrace({ document: { trace, traceHops = [], traceFindings = [] } }: { document: CheckDocument }): VNode | null {
  if (trace.length === 0) return null;
  const services = [...new Set(trace.map(({ service }) => service))];
  const shared = { scale: scaleOf(trace, services[0]!), services };
  return html`<section class="verdict one-trace"><${Heading} below=${1}>The trace that was asked for<//>
    <${Hops} hops=${traceHops} />
    ${traceFindings.length > 0 && html`<ul class="plain">${traceFindings.map(({ message }) => html`<li><span class="open" aria-hidden="true">! </span><${Prose} text=${message} /></li>`)}</ul>`}
    <${Lanes} lanes=${lanesIn(trace)} shared=${shared} title="Trace" />
    ${trace.length > MOST_SPANS && html`<p>And ${counted(trace.length - MOST_SPANS, 'span')} more. <code>--json</code> prints all of them.</p>`}
  </section>`;
}

function Hops({ hops }: { hops: readonly HopEntry[] }): VNode {
  return html`<ul class="judged">${hops.map((hop) => {
    const tone = verdictTone(hop);
    return html`<li class=${tone === 'good' ? undefined : tone}><strong class=${tone} aria-hidden="true">${SIGNS[tone]}</strong> <span><strong>${named(hop.from)} → ${named(hop.to)}</strong> <strong class=${tone}>${hop.verdict}</strong></span> <span><${Prose} text=${hop.summary} /></span></li>`;
  })}</ul>`;
}

/** A trace has one lane; spans whose parent is not there say so. */
function lanesIn(trace: readonly SpanEntry[]): Lane[] {
  const shown = trace.slice(0, MOST_SPANS);
  return [...Map.groupBy(shown, ({ traceId }) => traceId)].map(([traceId, own]) => ({ traceId, isOwn: true, rows: trees(own).flatMap((top) => rowsBelow(top, 0)) }));
}

function rowsBelow({ span, children }: TreeNode<SpanEntry>, depth: number): Row[] {
  return [{ row: 'span', depth, span, notes: depth === 0 ? [topWords(span)] : [] }, ...children.flatMap((child) => rowsBelow(child, depth + 1))];
}
