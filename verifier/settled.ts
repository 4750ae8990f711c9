// Whether spans of a service can still come: it declares how long it holds them back, and the file exporter
// holds them a little longer.

import type { Account } from './answers.ts';
import { seen, type Truth, type Witness } from './truth.ts';

/** The specification's default: OTEL_BSP_SCHEDULE_DELAY in "Environment Variable Specification". Milliseconds. */
const DEFAULT_EXPORT_DELAY = 5_000;

/** The file exporter's default `flush_interval`. Milliseconds. */
const FLUSH_INTERVAL = 1_000;

/** `quiet`: milliseconds since the answer, and since anything new was seen at the Collector. */
export function isSettled(account: Witness<Account>, quiet: number): Truth {
  if (!seen(account)) return 'unknown';
  return quiet >= (account.exportDelayMs ?? DEFAULT_EXPORT_DELAY) + FLUSH_INTERVAL;
}
