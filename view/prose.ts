// A sentence of a document: what stands in backticks is code.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

export function Prose({ text }: { text: string }): VNode {
  // Without a partner, the last backtick is one.
  const parts = text.split(/`([^`]+)`/);
  return html`<span>${parts.map((part, at) => at % 2 === 1 ? html`<code>${part}</code>` : part)}</span>`;
}
