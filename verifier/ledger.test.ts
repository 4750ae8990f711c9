import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOPS } from './fixtures/hops.ts';
import { Ledger, ledgerDocument } from './ledger.ts';
import { documentOf } from './report/fixtures.ts';

const collector = { kind: 'otelcol', version: '0.159.0', accepted: 0, refused: 0, sent: 0, failed: 0 } as const;

test('every request is counted once: requests = linked + broken + missing + failed', () => {
  const ledger = new Ledger();
  for (const [code, gathered] of Object.values(HOPS)) ledger.add(code, () => documentOf(gathered));
  const { linked, broken, missing, failed } = ledger.counts;
  assert.equal(linked + broken + missing + failed, Object.keys(HOPS).length);
  assert.equal(ledger.decided, Object.keys(HOPS).length);
  assert.ok(linked > 0 && broken > 0 && missing > 0 && failed > 0);
});

test('three examples of a code are kept, and one that is linked; the others\' documents are never made', () => {
  const ledger = new Ledger();
  let made = 0;
  const document = (): ReturnType<typeof documentOf> => { made += 1; return documentOf(HOPS.healthy[1]); };
  for (let count = 0; count < 5; count += 1) {
    ledger.add('LINKED', document);
    ledger.add('HEADER_STRIPPED', document);
  }
  assert.deepEqual([ledger.examples.LINKED?.length, ledger.examples.HEADER_STRIPPED?.length, made], [1, 3, 4]);
});

test('no answer at all: the rate and the latencies are 0, and no fraction of nothing', () => {
  const latency = { count: 0, max: 0, percentile: () => 9.2e18 };
  const document = ledgerDocument(new Ledger(), { tool: '0.1.0', requests: 1, collector, latency, sending: 10, waiting: 0 });
  assert.equal(document.perSecond, 0);
  assert.deepEqual(document.latencyMilliseconds, { p50: 0, p99: 0, max: 0 });
});
