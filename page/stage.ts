// What the page plays on: one lab that is up, wherever it runs, that sends requests and can be switched to scenarios.
// The page calls one method at a time. What goes wrong is thrown: a Problem's message is shown as it is.

import type { VerdictDocument, SpanEntry } from '../verifier/document.ts';
import type { Expectation, GalleryRow } from '../verifier/gallery.ts';

export interface Stage {
  readonly scenarios: readonly Playable[];
  readonly current: string | null;
  switchTo(id: string): Promise<void>;
  send(tell: Tell): Promise<void>;
  close(): Promise<void>;
}

export interface Playable extends Expectation {
  readonly elsewhere: Elsewhere | null;
}

export interface Elsewhere {
  readonly reason: string;
  readonly command: string | null;
}

export type Tell = (event: RequestEvent) => void;

/** In the order in which they happen. `request` counts from 0; `milliseconds` since sending began, and for the lab, what it took. */
export type RequestEvent =
  | { kind: 'lab'; became: 'switched' | 'started again'; milliseconds: number }
  | { kind: 'sent'; request: number; probe: string; line: string; milliseconds: number }
  | { kind: 'answered'; request: number; status: number | null; error: string | null; milliseconds: number }
  | { kind: 'action'; done: string; milliseconds: number }
  | { kind: 'spans'; seenIn: 'tap' | 'file'; spans: readonly SpanEntry[]; milliseconds: number }
  | { kind: 'verdict'; request: number; document: VerdictDocument; milliseconds: number }
  | { kind: 'expectation'; row: GalleryRow };
