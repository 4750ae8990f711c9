// Headings whose level follows from what they stand in: a view that is opened inside another one keeps its own order,
// and a page has one heading of the first level.

import { html } from 'htm/preact';
import { type ComponentChildren, createContext, h, type VNode } from 'preact';
import { useContext } from 'preact/hooks';

const DEEPEST = 6;

const Level = createContext(1);

/** `below`: how far below the heading of the view itself. */
export function Heading({ below = 0, class: name, children }: { below?: number; class?: string; children?: ComponentChildren }): VNode {
  return h(`h${Math.min(useContext(Level) + below, DEEPEST)}`, name === undefined ? null : { class: name }, children);
}

/** What is in it begins at this level. */
export function Nested({ level, children }: { level: number; children?: ComponentChildren }): VNode {
  return html`<${Level.Provider} value=${level}>${children}<//>`;
}

/** One section of a view. */
export function Part({ title, children }: { title: string; children?: ComponentChildren }): VNode {
  return html`<section><${Heading} below=${1}>${title}<//>${children}</section>`;
}
