// Whether spans of a service can still come: it declares how long it holds them back, the file exporter holds them
// a little longer, and an exporter that met no Collector tries again.

import type { Account } from './answers.ts';
import { seen, type Truth, type Witness } from './truth.ts';

/** The specification's default: OTEL_BSP_SCHEDULE_DELAY in "Environment Variable Specification". Milliseconds. */
const DEFAULT_EXPORT_DELAY = 5_000;

/** The file exporter's default `flush_interval`. Milliseconds. */
export const FLUSH_INTERVAL = 1_000;

/** The longest pause between two attempts of an OTLP exporter. Milliseconds. https://opentelemetry.io/docs/specs/otlp/#otlphttp-throttling */
const LONGEST_BACKOFF = 5_000;

export interface Silence {
  /** Milliseconds since the answer, and since anything new was seen at the Collector. */
  quiet: number;
  /** The Collector was not there for a while. */
  outage: boolean;
  /** The service has ended. */
  gone: Truth;
}

export function isSettled(account: Witness<Account>, { quiet, outage, gone }: Silence): Truth {
  if (gone === true) return quiet >= FLUSH_INTERVAL;
  if (!seen(account)) return 'unknown';
  return quiet >= (account.exportDelayMs ?? DEFAULT_EXPORT_DELAY) + FLUSH_INTERVAL + (outage ? LONGEST_BACKOFF : 0);
}
