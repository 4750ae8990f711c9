// What was gathered about one request before anything is concluded from it: every source on its own.

import type { Answers } from './answers.ts';
import type { Span } from './span.ts';
import { and, seen, type Truth, type Witness } from './truth.ts';
import type { TraceContext } from './wire.ts';

export type Side = 'caller' | 'callee';

/** What is known of one request to `caller`, which calls `callee`. Names are `service.name`s. */
export interface Gathered {
  caller: string;
  callee: string;
  /** The trace context that the verifier sent. */
  probe: Witness<TraceContext>;
  answers: Answers;
  /** Why the request got no answer at all; null: it got one, or nobody knows. */
  requestError: string | null;
  /** The request's spans in the Collector's output file, and in its raw tap. An empty list: none yet. */
  file: Witness<readonly Span[]>;
  tap: Witness<readonly Span[]>;
  /** Whether a service's part of the file was read; `unknown`: it may hold spans that nobody saw. */
  fileRead: Record<Side, true | 'unknown'>;
  /** The lab ran for this request alone: every span that came in is its. */
  alone: boolean;
  /** Spans of the run that may be this request's, and that nothing assigns to it. */
  strays: readonly Span[];
  /** Trace ids of the probes of the run's other requests. `nothing`: no other was sent. */
  otherTraces: Witness<Pick<ReadonlySet<string>, 'has'>>;
  /** Whether nothing more can come from a service. `unknown` too where nobody looks for its spans. */
  settled: Record<Side, Truth>;
  /** Whether a service has ended since. */
  ended: Record<Side, Truth>;
  /** Whether spans were lost behind the verifier's back: the tap or the file shrank, or the counters began again. */
  emptied: Record<'tap' | 'file' | 'counters', Truth>;
  /** By the Collector's own counters: whether it wrote every span that it accepted, and whether it still holds some. */
  allWritten: Truth;
  holding: Truth;
}

/** The spans that a source has; none where nobody looked. */
export function spansIn(source: Witness<readonly Span[]>): readonly Span[] {
  return seen(source) ? source : [];
}

/** Whether a source was looked at: as a fact that is never false, for what follows from its silence. */
export function tapRead({ tap }: Gathered): Truth {
  return tap === 'unknown' ? 'unknown' : true;
}

export function fileRead({ file, fileRead: read, caller, callee }: Gathered, service: string): Truth {
  if (file === 'unknown') return 'unknown';
  return service === caller ? read.caller : service === callee ? read.callee : true;
}

/** Something was emptied. Whichever of the three stood proves the contrary. */
export function truncated({ emptied: { tap, file, counters } }: Gathered): Truth {
  return and(tap, file, counters);
}
