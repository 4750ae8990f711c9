// One run: what happened so far, line by line, and at its end the verdict.

import type { VNode } from 'preact';
import { html } from 'htm/preact';

import type { VerdictDocument } from '../../verifier/document.ts';
import { VerdictView } from '../../view/verdict/verdict-view.ts';
import type { RequestEvent } from '../stage.ts';
import { linesOf } from './happenings.ts';
import type { LabState, Run } from './scene.ts';

export function RunView({ run, lab }: { run: Run | null; lab: LabState }): VNode {
  return html`
    <section class="happens" aria-labelledby="happens-heading">
      <h2 id="happens-heading">What happens</h2>
      <div role="log" aria-label="What happens" aria-live="polite">
        <ol class="timeline">${run && linesOf(run, lab).map(({ mark, text, at, detail }, index) => html`<li key=${`${run.number}.${index}`} class=${mark}>
          <span class="timeline-at">${at}</span>
          <span class="timeline-text">${text}</span>
          ${detail && html`<code class="timeline-detail">${detail}</code>`}
        </li>`)}</ol>
        ${run ? null : html`<p class="faint">Nothing was sent yet.</p>`}
      </div>
    </section>
    ${run && verdictOf(run)}`;
}

function verdictOf({ number, events }: Run): VNode | null {
  const verdicts = events.flatMap((event) => event.kind === 'verdict' ? [event.document] : []);
  const shown = decidingOf(verdicts);
  if (!shown) return null;
  return html`<section id="verdict" class="run-verdict" aria-label="The verdict" key=${number}>
    ${verdicts.length > 1 && html`<p class="faint">${`${verdicts.length} requests: ${countsOf(verdicts)}. This is ${shown.linked ? 'one of them' : 'the first that is not linked'}.`}</p>`}
    ${expectationOf(events)}
    <${VerdictView} document=${shown} />
  </section>`;
}

/** Of several, the first that is not linked. */
export function decidingOf(verdicts: readonly VerdictDocument[]): VerdictDocument | undefined {
  return verdicts.find(({ linked }) => !linked) ?? verdicts[0];
}

function countsOf(verdicts: readonly VerdictDocument[]): string {
  return [...Map.groupBy(verdicts, ({ verdict }) => verdict)].map(([code, { length }]) => `${length} ${code}`).join(', ');
}

function expectationOf(events: readonly RequestEvent[]): VNode | null {
  const told = events.find((event) => event.kind === 'expectation');
  if (!told) return null;
  const { asExpected, expected, expectedWhere, expectedFindings } = told.row;
  const wanted = `${expected}${expectedWhere === 'nowhere' ? '' : `, ${expectedWhere}`}${expectedFindings.length === 0 ? '' : `, with ${expectedFindings.join(' and ')}`}`;
  return html`<p class=${`run-expectation ${asExpected ? 'good' : 'bad'}`}>${asExpected ? `✓ As this scenario is expected to end: ${wanted}` : `✗ Not as this scenario is expected to end: ${wanted}`}</p>`;
}
