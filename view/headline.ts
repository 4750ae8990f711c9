// What a document comes to: the first thing that is read.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

import { Heading } from './heading.ts';
import { Prose } from './prose.ts';
import { SIGNS, type Tone } from './tone.ts';

export interface HeadlineProps {
  /** What was looked at. */
  about: string;
  tone: Tone;
  /** The verdict in a word or two. */
  word: string;
  summary: string;
  children?: ComponentChildren;
}

export function Headline({ about, tone, word, summary, children }: HeadlineProps): VNode {
  return html`<header class="headline">
    <p class="about"><${Prose} text=${about} /></p>
    <${Heading}><span class="word ${tone}"><span aria-hidden="true">${SIGNS[tone]} </span>${word}</span> <${Prose} text=${summary} /><//>
    ${children}
  </header>`;
}
