// What every open page shows of the lab: one value, that each event turns into the next. The server keeps it for
// those who come later, and the browser keeps its own copy; both by this function.

import type { RequestEvent } from '../stage.ts';

export interface LabState {
  state: 'ready' | 'switching' | 'sending';
  scenario: string | null;
  /** How many wait for their turn. */
  waiting: number;
  /** Why the last switch failed. */
  failure: string | null;
}

/** One click on the button: as many requests as the scenario says. */
export interface Run {
  number: number;
  /** Null: the lab was taken as it was. */
  scenario: string | null;
  events: readonly RequestEvent[];
  over: boolean;
  /** Why there is no verdict. */
  failure: string | null;
}

export interface Scene {
  lab: LabState;
  run: Run | null;
}

export type SceneEvent =
  | { kind: 'scene'; scene: Scene }
  | { kind: 'lab'; lab: LabState }
  | { kind: 'run'; number: number; scenario: string | null }
  | { kind: 'told'; event: RequestEvent }
  | { kind: 'over'; failure: string | null };

export function after({ lab, run }: Scene, event: SceneEvent): Scene {
  switch (event.kind) {
    case 'scene': return event.scene;
    case 'lab': return { lab: event.lab, run };
    case 'run': return { lab, run: { number: event.number, scenario: event.scenario, events: [], over: false, failure: null } };
    case 'told': return { lab, run: run && { ...run, events: [...run.events, event.event] } };
    case 'over': return { lab, run: run && { ...run, over: true, failure: event.failure } };
  }
}
