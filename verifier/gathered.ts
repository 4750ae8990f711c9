// What was gathered about one request before anything is concluded from it: every source on its own.

import type { Answers } from './answers.ts';
import type { Span } from './span.ts';
import { seen, type Truth, type Witness } from './truth.ts';
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
  /** Spans of the run that may be this request's, and that nothing assigns to it. */
  strays: readonly Span[];
  /** Trace ids of the probes of the run's other requests. */
  otherTraces: ReadonlySet<string>;
  /** Whether nothing more can come from a service. `unknown` too where nobody looks for its spans. */
  settled: Record<Side, Truth>;
  /** Whether spans were lost behind the verifier's back: a file that shrank, a Collector that restarted. */
  truncated: Truth;
  /** Whether the Collector wrote every span that it accepted, by its own counters. */
  allWritten: Truth;
}

/** The spans that a source has; none where nobody looked. */
export function spansIn(source: Witness<readonly Span[]>): readonly Span[] {
  return seen(source) ? source : [];
}

/** Whether the source was looked at: as a fact that is never false, for what follows from its silence. */
export function looked(source: Witness<readonly Span[]>): Truth {
  return source === 'unknown' ? 'unknown' : true;
}
