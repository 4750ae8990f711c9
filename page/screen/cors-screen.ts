// The page of another origin: what it does, what its browser asked service A, and what came of it. Values in, markup out.

import type { VNode } from 'preact';
import { html } from 'htm/preact';

import { Prose } from '../../view/prose.ts';
import { Outside } from '../../view/verdict/outside.ts';
import { VerdictView } from '../../view/verdict/verdict-view.ts';
import type { Allowances, CorsOutcome, Recorded } from './cors-outcome.ts';

export interface CorsShown {
  /** Where service A is for the browser. */
  url: string;
  allowances: Allowances;
  mended: boolean;
  /** The last call, while there is none under way. */
  outcome: CorsOutcome | null;
  calling: boolean;
  /** Why the last click came to nothing. */
  refusal: string | null;
}

interface Step {
  mark: 'done' | 'bad' | 'pending';
  text: string;
  /** To be read exactly. */
  detail?: string;
}

export interface CorsActions {
  call: () => void;
  allow: (mended: boolean) => void;
}

export function CorsScreen({ shown, actions = null }: { shown: CorsShown; actions?: CorsActions | null }): VNode {
  const { url, outcome, calling, refusal } = shown;
  return html`<div class="page"><main id="main">
    <section class="card" aria-labelledby="card-title">
      <h1 id="card-title">A web page calls service A from another origin</h1>
      <p><${Prose} text=${`This page calls \`${url}\` and sends \`traceparent\` along, so that the trace begins in the browser. Service A is another origin: before the browser sends a header that it does not take for harmless, it asks service A, with an \`OPTIONS\` request, the preflight.`} /></p>
      ${choice(shown, actions)}
      <p class="card-buttons"><button type="button" class="primary" disabled=${calling || actions === null} onClick=${actions?.call}>Call service A</button></p>
      <p class="card-refusal" role="alert">${refusal}</p>
      <noscript><p>This is about what a script may do: it needs JavaScript.</p></noscript>
    </section>
    <section class="happens" aria-labelledby="happens-heading">
      <h2 id="happens-heading">What happens</h2>
      <div role="log" aria-label="What happens" aria-live="polite">
        ${outcome ? html`<ol class="timeline">${stepsOf(outcome)}</ol>` : html`<p class="faint">${calling ? 'Calling …' : 'Nothing was called yet.'}</p>`}
      </div>
    </section>
    ${outcome && html`<section id="verdict" class="run-verdict" aria-label="The verdict"><${Outside.Provider} value="the browser"><${VerdictView} document=${outcome.verdict} /><//>${outcome.mended ? null : mend(shown.allowances)}</section>`}
  </main></div>`;
}

function choice({ allowances, mended, calling }: CorsShown, actions: CorsActions | null): VNode {
  const option = (isMended: boolean, name: string, value: string): VNode => html`<label>
    <input type="radio" name="allowed" checked=${mended === isMended} disabled=${calling || actions === null} onChange=${() => actions?.allow(isMended)} /> ${name}: <code>Access-Control-Allow-Headers: ${value}</code>
  </label>`;
  return html`<fieldset class="cors-choice">
    <legend>Service A answers the preflight</legend>
    ${option(false, 'as it is', allowances.asItIs)}
    ${option(true, 'mended', allowances.mended)}
  </fieldset>`;
}

function stepsOf({ url, traceparent, got, preflight, call }: CorsOutcome): VNode[] {
  const failed = 'error' in got;
  const steps: Step[] = [
    step('done', 'The page tells its browser what to send', `GET ${url}\ntraceparent: ${traceparent}`),
    preflightStep(preflight),
    callStep(call),
    failed ? step('bad', 'The page got no answer', got.error) : step('done', `The page got the answer, with status ${got.status}`),
  ];
  return steps.map(({ mark, text, detail }, index) => html`<li class=${mark}>
    <span class="timeline-at">${index + 1}</span><span class="timeline-text">${text}</span>${detail && html`<code class="timeline-detail">${detail}</code>`}
  </li>`);
}

function preflightStep(preflight: Recorded): Step {
  if (preflight === 'unknown') return step('pending', 'Nobody knows of a preflight: service A\'s span of it did not come');
  if (preflight === 'nothing') return step('bad', 'Service A recorded no preflight');
  const { origin, asked, allowed, status, traceId, spanId } = preflight;
  return step('done', 'The browser asks first: service A recorded the preflight, as a trace of its own', [
    `OPTIONS from ${origin ?? 'an unknown origin'}, answered with status ${status ?? 'unknown'}`,
    `Access-Control-Request-Headers: ${asked ?? ''}`, `Access-Control-Allow-Headers: ${allowed ?? ''}`, `span ${spanId} of trace ${traceId}`,
  ].join('\n'));
}

function callStep(call: Recorded): Step {
  if (call === 'unknown') return step('pending', 'Nobody knows whether the call was sent');
  if (call === 'nothing') return step('bad', 'The browser never sent the call: service A recorded none after the preflight');
  return step('done', 'The browser sends the call: service A recorded it', `${call.method}, answered with status ${call.status ?? 'unknown'}\ntraceparent: ${call.traceparent ?? ''}\nspan ${call.spanId} of trace ${call.traceId}`);
}

function step(mark: Step['mark'], text: string, detail?: string): Step {
  return { mark, text, ...detail !== undefined && { detail } };
}

function mend({ asItIs, mended }: Allowances): VNode {
  return html`<h2>How it is mended</h2>
    <p>Service A must allow the headers of tracing to every origin that it allows itself to be called from:</p>
    <pre class="card-command"><del>Access-Control-Allow-Headers: ${asItIs}</del>${'\n'}<ins>Access-Control-Allow-Headers: ${mended}</ins></pre>`;
}
