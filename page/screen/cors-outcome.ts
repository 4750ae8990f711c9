// What came of one call that a web page made: as the browser told it, and as service A recorded it.

import type { RecordedRequest } from '../../lab/recorded-requests.ts';
import type { VerdictDocument } from '../../verifier/document.ts';

/** `nothing`: all that service A recorded was looked through. `unknown`: that cannot be said. */
export type Recorded = RecordedRequest | 'nothing' | 'unknown';

export interface CorsOutcome {
  /** What the page told its browser to send, and where. */
  url: string;
  traceparent: string;
  mended: boolean;
  /** What the page got: an HTTP status, or the browser's error. */
  got: { status: number } | { error: string };
  preflight: Recorded;
  /** The call itself. */
  call: Recorded;
  verdict: VerdictDocument;
}

/** The two answers to a preflight that service A can give: what it allows to be sent. */
export interface Allowances {
  asItIs: string;
  mended: string;
}
