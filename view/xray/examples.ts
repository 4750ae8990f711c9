// Traces that a component broke, as they went in and as they came out: a span a row, so that both can be compared.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import { counted } from '../../verifier/report/counted.ts';
import { FATES } from '../../verifier/report/stage-words.ts';
import type { ExampleSpan, ExampleTrace } from '../../verifier/xray.ts';
import { Heading } from '../heading.ts';
import { Prose } from '../prose.ts';
import { type ExampleRow, exampleRows } from './example-rows.ts';

const COLOURS = 4;

/** Deeper ones are not moved further in. */
const DEEPEST = 8;

export function Examples({ examples }: { examples: readonly ExampleTrace[] }): VNode | null {
  if (examples.length === 0) return null;
  return html`<div class="twins">${examples.map((example) => html`<${Example} example=${example} />`)}</div>`;
}

function Example({ example }: { example: ExampleTrace }): VNode {
  const rows = exampleRows(example);
  const services = [...new Set(rows.map(({ span }) => span.service))];
  return html`<section class="lane">
    <${Heading} below=${2}>Trace <code>${example.traceId}</code><//>
    <p class="twin heads" aria-hidden="true"><span>as it went in</span><span>as it came out</span></p>
    <ol>${rows.map((row) => html`<li class="service-${services.indexOf(row.span.service) % COLOURS} ${row.isGone ? 'gone' : ''} ${row.span.fate === 'dropped' ? 'lost' : ''}"><div class="twin"><${Before} row=${row} /><${After} row=${row} /></div></li>`)}</ol>
    ${example.omitted > 0 && html`<p class="more faint">… and ${counted(example.omitted, 'more span')}</p>`}
  </section>`;
}

function Before({ row: { span, depth } }: { row: ExampleRow }): VNode {
  return html`<div class="before depth-${Math.min(depth, DEEPEST)}"><${Label} span=${span} /> <code class="faint">${span.spanId}</code></div>`;
}

/** The span itself is drawn once more, and not said again. */
function After({ row: { span, depthAfter, isGone } }: { row: ExampleRow }): VNode {
  const fate = FATES[span.fate];
  return html`<div class="after"><div class="depth-${Math.min(depthAfter, DEEPEST)}">
    <span class="again" aria-hidden="true">${isGone && '∅ '}<${Label} span=${span} /></span> <span class=${fate === undefined ? 'good' : fate.startsWith('✗') ? 'bad' : 'faint'}><${Prose} text=${fate ?? '✓ came out'} /></span>
  </div></div>`;
}

function Label({ span: { service, kind, name } }: { span: ExampleSpan }): VNode {
  return html`<span class="who"><strong>${service}</strong> ${kind} ${name}</span>`;
}
