// An arrow that fills the room it is given, in the direction that the style gives it.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

/** `ghost`: nothing went that way, or nobody knows. `down`: it never points right. */
export function Arrow({ name, ghost, tone, down = false }: { name: string; ghost: boolean; tone: string; down?: boolean }): VNode {
  return html`<svg class="arrow ${tone} ${ghost ? 'ghost' : ''} ${down ? 'down' : ''}" role="img" aria-label=${name}>
    <line class="across" x1="0" y1="50%" x2="100%" y2="50%" /><line class="upright" x1="50%" y1="0" x2="50%" y2="100%" />
    <svg class="across" x="100%" y="50%" overflow="visible"><path d="M-11 -6 0 0 -11 6z" /></svg><svg class="upright" x="50%" y="100%" overflow="visible"><path d="M-6 -11 0 0 6 -11z" /></svg>
  </svg>`;
}
