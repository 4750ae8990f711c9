// Spans and taps for tests.

import type { Passed } from './passed.ts';
import { Tap } from './tap.ts';

export const TRACE = '0af7651916cd43dd8448eb211c80319c';

/** Ids of tests are short: `a` is `000000000000000a`. */
export function passedSpan(id: string, parent?: string, changes: Partial<Passed> = {}): Passed {
  return {
    traceId: TRACE, spanId: id.padStart(16, '0'), parentSpanId: parent?.padStart(16, '0'), service: 'shop', kind: 'INTERNAL', name: `span ${id}`, status: 0,
    flags: 0, traceState: '', links: '', start: '1', end: '2', names: [], values: [], exposed: [], ...changes,
  };
}

export function tapOf(...spans: readonly Passed[]): Tap {
  return Tap.of(spans);
}
