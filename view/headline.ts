// What a document comes to: the first thing that is read.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

import { Heading } from './heading.ts';
import { Prose } from './prose.ts';
import { SIGNS, type Tone } from './tone.ts';

/** Of a heading. Characters. */
const LONGEST = 120;

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
  const [lead, detail] = leadOf(summary);
  return html`<header class="headline">
    <p class="about"><${Prose} text=${about} /></p>
    <${Heading}><span class="word ${tone}"><span aria-hidden="true">${SIGNS[tone]} </span>${word}</span> <${Prose} text=${lead} /><//>
    ${detail !== null && html`<p class="detail"><${Prose} text=${detail} /></p>`}
    ${children}
  </header>`;
}

/** A long sentence full of ids is no heading: what follows its colon stands below it. */
function leadOf(summary: string): [lead: string, detail: string | null] {
  const at = summary.indexOf(': ');
  if (summary.length <= LONGEST || at === -1) return [summary, null];
  return [summary.slice(0, at + 1), summary.slice(at + 2)];
}
