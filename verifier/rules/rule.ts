// What a rule is: one verdict code, the fact that makes it true, and its words for a person.

import type { Evidence } from '../evidence.ts';
import type { Truth } from '../truth.ts';

export const PLACES = ['upstream', 'request', 'caller', 'wire', 'callee', 'export', 'collector', 'nowhere'] as const;
type Place = (typeof PLACES)[number];
/** The place of the fault; two of them where the evidence leaves it open. */
export type Where = Place | `${Place} or ${Place}`;

export type WitnessName = 'probe' | 'sent' | 'received' | 'recorded';

export interface Rule<Code extends string = string> {
  code: Code;
  /** The trace survived the hop. Left out: it did not. */
  linked?: true;
  where: Where | ((evidence: Evidence) => Where);
  /** Pure, from three-valued facts. */
  holds: (evidence: Evidence) => Truth;
  /** What happened, as one sentence. */
  sentence: (evidence: Evidence) => string;
  /** Why that is the reading of the evidence. */
  why: (evidence: Evidence) => string;
  /** How it is usually mended, with the setting or the line. Left out: there is nothing to mend. */
  fix?: (evidence: Evidence) => string;
  /** The observation that would decide, where the rule is one of several. */
  tell: string;
  /** The two witnesses between which the context changed. */
  between?: readonly [WitnessName, WitnessName];
}
