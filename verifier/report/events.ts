// Everything that a run can tell: one union. A formatter turns each kind into its own form and decides nothing.

import type { CheckChangeDocument, CheckDocument } from '../check.ts';
import type { VerdictDocument } from '../document.ts';
import type { CourseDocument, ExerciseDocument, Hints, SelfcheckDocument, Solution, StartedExercise } from '../exercise.ts';
import type { Expectation, GalleryDocument, GalleryRow } from '../gallery.ts';
import type { LedgerDocument } from '../ledger.ts';
import type { XrayDocument } from '../xray.ts';

export type Event =
  /** Something that was begun or found on the way, as one sentence. */
  | { kind: 'step'; message: string }
  /** A command that was run, so that a reader can repeat it. */
  | { kind: 'command'; line: string }
  /** How far a run of many requests is. Counts of requests. */
  | { kind: 'progress'; answered: number; decided: number; requests: number }
  /** How far the reading of files is; `of`: undefined where nobody knows how much there is. Seconds since it began. */
  | { kind: 'reading'; bytes: number; of: number | undefined; spans: number; seconds: number }
  | { kind: 'verdict'; document: VerdictDocument }
  | { kind: 'ledger'; document: LedgerDocument }
  /** The scenarios that there are. */
  | { kind: 'scenarios'; document: ScenariosDocument }
  /** The one that is about to be run, and what came of it, for a person who wants to understand it. */
  | { kind: 'scenario'; scenario: Expectation }
  | { kind: 'expectation'; row: GalleryRow }
  /** How far a run of many scenarios is. */
  | { kind: 'gallery-progress'; done: number; total: number; running: readonly string[] }
  | { kind: 'gallery'; document: GalleryDocument }
  /** The exercises that there are, and what is solved. */
  | { kind: 'course'; document: CourseDocument }
  | { kind: 'exercise-started'; started: StartedExercise }
  /** What came of an answer to an exercise. */
  | { kind: 'exercise'; document: ExerciseDocument }
  | { kind: 'hints'; hints: Hints }
  | { kind: 'solution'; solution: Solution }
  /** What the components of a Collector's pipelines did to traces. */
  | { kind: 'xray'; document: XrayDocument }
  /** What trace files say of the hops between services. */
  | { kind: 'check'; document: CheckDocument; inOneLine?: true }
  /** What changed in files that are followed. */
  | { kind: 'check-change'; document: CheckChangeDocument }
  /** What holds of the course, and what does not. */
  | { kind: 'selfcheck'; document: SelfcheckDocument };

export interface ScenariosDocument {
  schema: 'tracehop.scenarios/1';
  tool: string;
  scenarios: Expectation[];
}

export type Report = (event: Event) => void;
