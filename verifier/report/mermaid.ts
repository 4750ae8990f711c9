// A sequence diagram in Mermaid, in a block of GitHub's Markdown. Nothing in its texts is anything but text.
// https://mermaid.js.org/syntax/sequenceDiagram.html

import { shortened } from './shortened.ts';

/** Participants by their places in the list. */
export type Step =
  /** `x`: it did not arrive. */
  | { kind: 'arrow'; from: number; to: number; line: 'solid' | 'dashed'; head: '>>' | 'x'; text: string }
  | { kind: 'note'; over: readonly [number] | readonly [number, number]; text: string };

const LONGEST_NAME = 60;
const LONGEST_TEXT = 240;

/** What Mermaid takes as it is. Of all else, some ends a line, a text or a directive. */
const PLAIN = /[^\p{L}\p{M}\p{N} .,/()=_-]/gu;

/** Lines, with an empty one at the end. */
export function sequenceDiagram(participants: readonly string[], steps: readonly Step[]): string[] {
  return [
    '```mermaid', 'sequenceDiagram',
    ...participants.map((name, at) => `  participant P${at} as ${text(shortened(name, LONGEST_NAME))}`),
    ...steps.map((step) => `  ${stepText(step)}`),
    '```', '',
  ];
}

function stepText(step: Step): string {
  const says = text(shortened(step.text, LONGEST_TEXT));
  if (step.kind === 'note') return `Note over ${step.over.map((at) => `P${at}`).join(',')}: ${says}`;
  return `P${step.from}${step.line === 'solid' ? '-' : '--'}${step.head}P${step.to}: ${says}`;
}

function text(words: string): string {
  const encoded = words.replace(PLAIN, entity);
  return encoded.trim() === '' ? entity(' ') : encoded;
}

function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}
