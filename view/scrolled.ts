// A table that may be wider than the window: it scrolls by itself, with the keyboard too.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

export function Scrolled({ name, children }: { name: string; children?: ComponentChildren }): VNode {
  return html`<section class="scroll" tabindex="0" aria-label=${name}>${children}</section>`;
}
