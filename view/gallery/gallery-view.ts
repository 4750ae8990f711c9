// Scenarios against what is expected of them: a row each, which opens its picture.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

import type { GalleryDocument } from '../../verifier/gallery.ts';
import { counted } from '../../verifier/report/counted.ts';
import { galleryOutcome, naiveNames } from '../../verifier/report/gallery-words.ts';
import { Nested } from '../heading.ts';
import { Headline } from '../headline.ts';
import type { Tone } from '../tone.ts';
import { Tools } from '../tools.ts';
import { CaseHead } from './case-head.ts';
import { GalleryCase } from './gallery-case.ts';

const TONES: Readonly<Record<string, Tone>> = { 'AS EXPECTED': 'good', 'NOT RUN': 'open' };

export function GalleryView({ document }: { document: GalleryDocument }): VNode {
  const { scenarios } = document;
  const { word, summary } = galleryOutcome(document);
  const checks = naiveNames(scenarios);
  return html`<article class="document">
    <${Headline} about=${`The gallery: ${counted(scenarios.length, 'scenario')}, each a lab in which one thing is broken, or nothing`} tone=${TONES[word] ?? 'bad'} word=${word} summary=${summary} />
    <${Tools} filters="scenarios" />
    <section class="cases">
      <${CaseHead} columns=${['scenario', 'expected', 'verdict']} checks=${checks} />
      <${Nested} level=${2}>${scenarios.map((row) => html`<${GalleryCase} row=${row} checks=${checks} />`)}<//>
    </section>
  </article>`;
}
