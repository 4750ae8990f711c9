// Documents for the tests of the reports. Verdicts and ledgers are made by the verifier itself, from the hops of its
// fixtures.

import type { CheckDocument, EdgeEntry } from '../check.ts';
import { verdictDocument, type VerdictDocument } from '../document.ts';
import { HOPS } from '../fixtures/hops.ts';
import { judgedOf } from '../fixtures/judged.ts';
import type { Gathered } from '../gathered.ts';
import { Ledger, ledgerDocument, type LedgerDocument } from '../ledger.ts';
import type { StageEntry, XrayDocument } from '../xray.ts';

export function documentOf(gathered: Gathered): VerdictDocument {
  return verdictDocument(judgedOf(gathered), {
    tool: '0.1.0', collector: { kind: 'otelcol', version: '0.159.0' }, findings: [], milliseconds: { start: 900, request: 20, spans: 300, total: 1220 },
  });
}

export function ledgerOf(hops: (keyof typeof HOPS)[], counts: Partial<LedgerDocument['collector']> = {}): LedgerDocument {
  const ledger = new Ledger();
  for (const name of hops) {
    const document = documentOf(HOPS[name][1]);
    ledger.add(document.verdict, () => document);
  }
  return ledgerDocument(ledger, {
    tool: '0.1.0', requests: hops.length, sending: 2_000, waiting: 500,
    collector: { kind: 'otelcol', version: '0.159.0', accepted: 3 * hops.length, refused: 0, sent: 3 * hops.length, failed: 0, ...counts },
    latency: { count: hops.length, max: 9_000, percentile: (percent) => percent * 50 },
  });
}

/** A file with one hop, which is linked. */
export function checkDocument(changes: Partial<CheckDocument> = {}): CheckDocument {
  return {
    schema: 'tracehop.check/1', tool: '0.1.0', linked: true, summary: 'every hop of 1 trace is linked: service-a -> service-b 1.', complete: true, files: 1, bytes: 2_500_000, lines: 2,
    spans: 3, traces: 1, roots: 0, entries: 1, orphans: 0, duplicates: 0, conflicts: 0, cycles: 0, unplaced: 0, unreadable: [], unreadableCount: 0, findings: [], services: ['service-a', 'service-b'],
    edges: [edgeEntry()], expectations: [], examples: [], trace: [], seconds: 0.5, peakMemoryBytes: 1, ...changes,
  };
}

export function edgeEntry(changes: Partial<EdgeEntry> = {}): EdgeEntry {
  return { from: 'service-a', to: 'service-b', linked: 1, broken: 0, undecided: 0, verdicts: { LINKED: 1 }, brokenSince: null, examples: [], ...changes };
}

/** A component that did nothing to three spans of one trace. */
export function stageEntry(changes: Partial<StageEntry> = {}): StageEntry {
  return {
    component: 'transform', pipeline: 'traces', at: null, fault: null, mend: null, spansIn: 3, spansOut: 3, dropped: 0, diverted: 0, duplicated: 0, added: 0,
    tracesIn: 1, tracesWhole: 1, tracesGone: 0, tracesMeant: 0, tracesDiverted: 0, tracesBroken: 0, tracesSplit: 0, tracesReordered: 0,
    orphansMade: 0, idsChanged: 0, parentsChanged: 0, flagsChanged: 0, linksChanged: 0, traceStateChanged: 0,
    attributesAdded: {}, attributesRemoved: {}, attributesChanged: {}, examples: [], ...changes,
  };
}

/** A pipeline of which `filter` breaks one trace; the names come from somebody who means harm. */
export function xrayDocument(changes: Partial<XrayDocument> = {}): XrayDocument {
  const span = { traceId: '1'.repeat(32), service: 'shop', kind: 'SERVER', name: 'GET' } as const;
  return {
    schema: 'tracehop.xray/1', tool: '0.1.0', verdict: 'BREAKS_TRACES', passed: false, brokenBy: 'filter', summary: '`filter` broke it.', mend: 'Do not, a:b.', configs: ['my.yaml'],
    stages: [
      stageEntry({ component: 'attributes', attributesAdded: { '<k>\u001b[31m': 3 }, attributesRemoved: { 'resource host.name': 1 } }),
      stageEntry({
        component: 'filter', at: { file: 'my.yaml', line: 7 }, fault: '`filter` broke it.', mend: 'Do not, a:b.', spansOut: 2, dropped: 1, tracesWhole: 0, tracesBroken: 1, orphansMade: 1,
        examples: [{ traceId: '1'.repeat(32), omitted: 2, spans: [
          { ...span, spanId: 'a', parentSpanId: null, fate: 'kept' }, { ...span, spanId: 'b', parentSpanId: 'a', kind: 'CLIENT', fate: 'dropped' },
          { ...span, spanId: 'c', parentSpanId: 'b', service: 'stock', name: '</a>\u202e', fate: 'orphaned' },
        ] }],
      }),
    ],
    ledger: { accepted: 3, refused: 0, sent: 8, failed: 0, written: 8 }, balanced: true, differences: [], expectations: [],
    traffic: { source: 'some traces', requests: 1, traces: 1, spans: 3 }, waited: { milliseconds: 2_345, for: 'the last spans to be written', settled: true },
    collector: { name: 'otelcol', version: '0.159.0' }, warnings: [], ...changes,
  };
}
