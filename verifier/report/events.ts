// Everything that a run can tell: one union. A formatter turns each kind into its own form and decides nothing.

import type { VerdictDocument } from '../document.ts';
import type { LedgerDocument } from '../ledger.ts';

export type Event =
  /** Something that was begun or found on the way, as one sentence. */
  | { kind: 'step'; message: string }
  /** A command that was run, so that a reader can repeat it. */
  | { kind: 'command'; line: string }
  /** How far a run of many requests is. Counts of requests. */
  | { kind: 'progress'; answered: number; decided: number; requests: number }
  | { kind: 'verdict'; document: VerdictDocument }
  | { kind: 'ledger'; document: LedgerDocument };

export type Report = (event: Event) => void;
