// What the screen shows, what can be done on it, and where its links lead.

import type { CourseDocument } from '../../verifier/exercise.ts';
import type { Playable } from '../stage.ts';
import type { Scene } from './scene.ts';

/** What an address is about. */
export type Place = { kind: 'lab' } | { kind: 'scenario'; id: string } | { kind: 'workshop' } | { kind: 'missing' };

export interface Shown {
  place: Place;
  /** For a room full of people: large type. */
  projector: boolean;
  /** The address of the page that calls service A from another origin, where there is one. */
  otherOrigin: string | null;
  scene: Scene;
  scenarios: readonly Playable[];
  course: { document: CourseDocument } | { none: string } | null;
}

export interface Actions {
  send: () => void;
  switchTo: () => void;
  project: () => void;
}

/** An address that keeps the projector on. */
export function addressOf(path: string, projector: boolean): string {
  return projector ? `${path}?projector` : path;
}
