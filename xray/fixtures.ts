// Spans and taps for tests.

import type { StageEntry } from '../verifier/xray.ts';
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
  const tap = new Tap();
  for (const span of spans) tap.add(span);
  return tap;
}

/** A component that did nothing to three spans of one trace. */
export function stageEntry(changes: Partial<StageEntry> = {}): StageEntry {
  return {
    component: 'transform', pipeline: 'traces', spansIn: 3, spansOut: 3, dropped: 0, diverted: 0, duplicated: 0, added: 0,
    tracesIn: 1, tracesWhole: 1, tracesGone: 0, tracesMeant: 0, tracesBroken: 0, tracesSplit: 0, tracesReordered: 0,
    orphansMade: 0, idsChanged: 0, parentsChanged: 0, flagsChanged: 0, linksChanged: 0, traceStateChanged: 0,
    attributesAdded: {}, attributesRemoved: {}, attributesChanged: {}, examples: [], ...changes,
  };
}
