// One answer against what is asked of it: whether it is right, what is still wrong, and the picture of the request
// that decides. How a fault is mended stays for the learner to find.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { ExerciseDocument } from '../verifier/exercise.ts';
import { adviceOf, isWanted, solvedWord, taskText } from '../verifier/report/workshop-words.ts';
import { Heading, Part } from './heading.ts';
import { Headline } from './headline.ts';
import { Prose } from './prose.ts';
import { SIGNS, type Tone } from './tone.ts';
import { Checks } from './verdict/checks.ts';
import { HopPicture } from './verdict/hop-picture.ts';
import { Waterfall } from './verdict/waterfall.ts';

export function ExerciseView({ document }: { document: ExerciseDocument }): VNode {
  const { exercise, title, solved, missed } = document;
  return html`<article class="document exercise">
    <${Headline} about=${`Lab \`${exercise}\``} tone=${solved ? 'good' : 'bad'} word=${solvedWord(document)} summary=${title} />
    <${Asked} document=${document} />
    ${missed.length > 0 && html`<${Part} title="Still wrong"><ul class="judged">${missed.map((sentence) => html`<li class="bad"><strong class="bad" aria-hidden="true">${SIGNS.bad}</strong> <span class="lines"><${Prose} text=${sentence} /></span></li>`)}</ul><//>`}
    <${Evidence} document=${document} />
    <${Errors} document=${document} />
    <${Next} document=${document} />
  </article>`;
}

/** What the requests were to come to, and what they came to. */
function Asked({ document }: { document: ExerciseDocument }): VNode | null {
  const { reached, wanted } = document;
  if (!reached || !wanted) return null;
  const tone: Tone = isWanted(document) ? 'good' : 'bad';
  return html`<dl class="asked ${tone}">
    <div><dt>wanted</dt><dd><strong>${wanted.verdict}</strong> ${wanted.where}</dd></div>
    <div class="asked-reached"><dt>reached</dt><dd><strong>${SIGNS[tone]} ${reached.verdict}</strong> ${reached.where}</dd></div>
  </dl>`;
}

function Evidence({ document: { evidence } }: { document: ExerciseDocument }): VNode | null {
  if (evidence === null) return null;
  const { advice, alternatives } = adviceOf(evidence);
  return html`<section class="verdict">
    <${Heading} below=${1}>The request that decides<//>
    <p><${Prose} text=${evidence.summary} />${!evidence.linked && evidence.why !== null && html` <${Prose} text=${evidence.why} />`}</p>
    ${advice !== null && html`<p><strong>Advice:</strong> <${Prose} text=${advice} /></p>`}
    ${alternatives.length > 0 && html`<ul class="plain">${alternatives.map((each) => html`<li><span class="open" aria-hidden="true">${SIGNS.open} </span><${Prose} text=${each} /></li>`)}</ul>`}
    <${HopPicture} document=${evidence} />
    <${Part} title="The trace"><${Waterfall} document=${evidence} /><//>
    <${Checks} document=${evidence} />
  </section>`;
}

function Errors({ document: { errors } }: { document: ExerciseDocument }): VNode | null {
  if (errors.length === 0) return null;
  return html`<${Part} title="What services last wrote to standard error">${errors.map(({ service, text }) => html`<h3><code>${service}</code></h3><pre class="block" tabindex="0" aria-label=${`Standard error of ${service}`}>${text}</pre>`)}<//>`;
}

function Next({ document }: { document: ExerciseDocument }): VNode {
  return html`<${Part} title="What comes next">
    ${!document.solved && html`<p>What to do: <${Prose} text=${taskText(document)} /></p>`}
    <pre class="block" tabindex="0" aria-label="The commands that come next">${document.next.join('\n')}</pre>
  <//>`;
}
