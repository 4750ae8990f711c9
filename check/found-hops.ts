// Hops that were found, and wait for their verdicts, which take much longer than finding them: given one by one, so that
// whoever waits for them can give it up.

import type { Edge, Judged } from '../verifier/judge.ts';
import type { Span } from '../verifier/span.ts';
import { verdictOn } from './verdicts.ts';

export interface JudgedHop {
  judged: Judged;
  /** Broken for certain, whatever the cause. False: a call of which nobody knows whether it reached the callee. */
  isBroken: boolean;
  /** How many links that were counted it takes back: the caller lost its context, or the call was delivered so often. */
  counted: number;
  spans: readonly Span[];
}

export interface FoundHop extends Omit<JudgedHop, 'judged'> {
  edge: Edge;
  /** The answer is where it belongs. */
  isInPlace: boolean;
  /** Where a call of this request may lie that is not there. */
  otherTraces: 'nothing' | 'unknown';
}

export class FoundHops {
  readonly #onJudged: (hop: JudgedHop) => void;
  #found: FoundHop[] = [];

  constructor(onJudged: (hop: JudgedHop) => void) {
    this.#onJudged = onJudged;
  }

  add(hop: FoundHop): void {
    this.#found.push(hop);
  }

  /** Gives the verdicts on what was found so far, one a step. */
  * judging(): Generator<void> {
    const found = this.#found;
    this.#found = [];
    for (const { edge, spans, isBroken, counted, isInPlace, otherTraces } of found) {
      const judged = verdictOn(edge, spans, otherTraces);
      // Answers that are in place are linked, unless it is known what is wrong with them.
      if (judged.verdict.code !== 'UNDECIDED' || !isInPlace) this.#onJudged({ judged, isBroken, counted, spans });
      yield;
    }
  }
}
