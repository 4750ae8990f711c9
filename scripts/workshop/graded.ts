// An answer that was run, as the conditions of its lesson see it, and what came of it.

import type { Topology } from '../../lab/topology.ts';
import type { VerdictDocument } from '../../verifier/document.ts';
import type { ExerciseDocument } from '../../verifier/exercise.ts';
import type { Judged } from '../../verifier/judge.ts';
import type { LedgerDocument } from '../../verifier/ledger.ts';
import type { FolderTexts } from './folder-texts.ts';

export interface Graded {
  /** The lab that it makes, docker-compose.yml included, and the one that the exercise makes as shipped. */
  topology: Topology;
  shipped: Topology;
  /** Every request, with its evidence and its verdict. */
  judged: readonly Judged[];
  document: VerdictDocument | LedgerDocument;
  /** What the service `hop` wrote to its log. */
  hopLog: string;
  /** The answer's files. */
  files: FolderTexts;
}

export type Check = (graded: Graded, argument: string) => string | undefined;

/** One that must hold besides the verdict: a name of the table in conditions.ts, and what it is about. */
export interface Condition {
  name: string;
  argument: string;
}

/** What came of it. */
export type Grade = Pick<ExerciseDocument, 'solved' | 'reached' | 'wanted' | 'missed' | 'evidence'>;
