import assert from 'node:assert/strict';
import { test } from 'node:test';

import { samplesIn } from '../lab/collector-metrics.ts';
import { stageEntry } from '../verifier/report/fixtures.ts';
import { countersOf, differencesOf, ledgerOf } from './ledger.ts';

const CHAIN = { taps: ['0-0', '0-1'], received: ['0-0'] };
const WRITTEN = new Map([['0-0', 3], ['0-1', 2]]);
const STAGES = [stageEntry({ component: 'filter', spansIn: 3, spansOut: 2 })];
const FOUND = { given: 3, written: WRITTEN, stages: STAGES };

const TEXT = `
otelcol_receiver_accepted_spans{receiver="otlp/xray",transport="http"} 3
otelcol_receiver_accepted_spans{receiver="otlp/xray-load_balancing-0",transport="grpc"} 3
otelcol_exporter_sent_spans{exporter="file/xray-0-0"} 3
otelcol_exporter_sent_spans{exporter="file/xray-0-1"} 2
otelcol_processor_incoming_items{otel_signal="traces",processor="filter"} 3
otelcol_processor_outgoing_items{otel_signal="traces",processor="filter"} 2
otelcol_processor_incoming_items{otel_signal="logs",processor="filter"} 7
target_info{service_name="otelcol-contrib",service_version="0.159.0"} 1`;

function countersIn(text: string): ReturnType<typeof countersOf> {
  return countersOf(samplesIn(text), CHAIN);
}

test('counters that agree with the taps are balanced', () => {
  const counters = countersIn(TEXT);
  assert.deepEqual(differencesOf(counters, CHAIN, FOUND), []);
  assert.deepEqual(ledgerOf(counters, WRITTEN), { accepted: 3, refused: 0, sent: 5, failed: 0, written: 5 });
  assert.deepEqual(counters.collector, { name: 'otelcol-contrib', version: '0.159.0' });
});

const DIFFERENCES: [says: string, text: string, ...differences: string[]][] = [
  ['the receiver', TEXT.replace('http"} 3', 'http"} 4'), 'The receiver was given 3 spans, and took 4 and refused 0 of them.', 'The receiver took 4 spans and refused 0, and the first tap holds 3.'],
  ['a tap', TEXT.replace('0-1"} 2', '0-1"} 1'), 'The exporter of tap 0-1 counted 1 spans, and its file holds 2.'],
  ['a processor', TEXT.replace('outgoing_items{otel_signal="traces",processor="filter"} 2', 'outgoing_items{otel_signal="traces",processor="filter"} 3'), '`filter` counted 3 in and 3 out, and the taps around it hold 3 and 2.'],
  ['a tap that could not be written', `${TEXT}\notelcol_exporter_send_failed_spans{exporter="file/xray-0-1"} 5`, '5 spans could not be written to a tap.'],
];

for (const [says, text, ...differences] of DIFFERENCES) {
  test(`where the counters of ${says} differ, the difference is named`, () => {
    assert.deepEqual(differencesOf(countersIn(text), CHAIN, FOUND), differences);
  });
}

test('what was refused behind the first tap is in that tap all the same', () => {
  const text = `${TEXT.replace('http"} 3', 'http"} 1')}\notelcol_receiver_refused_spans{receiver="otlp/xray"} 2`;
  assert.deepEqual(differencesOf(countersIn(text), CHAIN, FOUND), []);
});

test('a processor that counts nothing itself is not held against the taps', () => {
  assert.deepEqual(differencesOf(countersIn(TEXT), CHAIN, { ...FOUND, stages: [...STAGES, stageEntry({ component: 'tail_sampling', spansOut: 1 })] }), []);
});
