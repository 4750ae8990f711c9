// Whether a verdict is meant as good news, as bad, or as none yet.

import type { VerdictDocument } from '../../verifier/document.ts';
import type { Tone } from '../tone.ts';

const OPEN: readonly VerdictDocument['verdict'][] = ['STILL_ARRIVING', 'UNDECIDED'];

/** Whether simpler checks can be held against it. */
export function isSettled(document: Pick<VerdictDocument, 'verdict' | 'linked'>): boolean {
  return verdictTone(document) !== 'open' && document.verdict !== 'REQUEST_FAILED';
}

export function verdictTone({ verdict, linked }: Pick<VerdictDocument, 'verdict' | 'linked'>): Tone {
  return linked ? 'good' : OPEN.includes(verdict) ? 'open' : 'bad';
}
