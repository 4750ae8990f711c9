// The course: its labs, and what is solved.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { CourseDocument } from '../verifier/exercise.ts';

export function CourseView({ document: { exercises, solved, total } }: { document: CourseDocument }): VNode {
  return html`<p>${solved} of ${total} solved</p><ol>${exercises.map((each) => html`<li>${each.title}${each.solved ? ': solved' : each.started ? ': started' : ''}</li>`)}</ol>`;
}
