// A table that may be wider than the window: it scrolls by itself, with the keyboard too.

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

export function Scrolled({ name, children }: { name: string; children?: ComponentChildren }): VNode {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>${children}</div>`;
}
