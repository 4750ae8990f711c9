// The course: its labs, and what is solved. Only shown: labs are begun and checked on the command line.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CourseDocument, CourseEntry } from '../verifier/exercise.ts';
import { courseLine, stateWords } from '../verifier/report/workshop-words.ts';

export function CourseView({ document }: { document: CourseDocument }): VNode {
  const { exercises, solved, total, next } = document;
  return html`<article class="document course">
    <header class="headline"><p class="about">The workshop</p><h1>${courseLine(document)}</h1></header>
    ${total > 0 && html`<svg class="course-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="1000" height="10" /><rect class="done" width=${Math.round(solved / total * 1_000)} height="10" /></svg>`}
    ${next !== '' && html`<p class="course-next">Next: <code>${next}</code></p>`}
    <ol class="labs">${exercises.map((entry) => html`<${Lab} entry=${entry} />`)}</ol>
  </article>`;
}

function Lab({ entry }: { entry: CourseEntry }): VNode {
  const { number, exercise, title, started, solved } = entry;
  return html`<li class="lab ${solved ? 'solved' : started ? 'started' : ''}">
    <span class="lab-sign" aria-hidden="true">${solved ? '✓' : started ? '▸' : ''}</span>
    <span class="lab-number">${String(number).padStart(2, '0')}</span>
    <span class="lab-title">${title} <code>${exercise}</code></span>
    <span class="lab-state">${stateWords(entry)}</span>
  </li>`;
}
