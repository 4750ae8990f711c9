import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readMetrics } from './collector-metrics.ts';

const PLAIN = `# HELP otelcol_process_uptime Uptime of the process
# TYPE otelcol_process_uptime counter
otelcol_process_uptime 12.5
otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 30
otelcol_receiver_accepted_spans{receiver="otlp",transport="grpc"} 3
otelcol_receiver_refused_spans{receiver="otlp",transport="http"} 1
otelcol_exporter_sent_spans{exporter="file/raw"} 33
otelcol_exporter_sent_spans{exporter="file/traces"} 32
otelcol_exporter_send_failed_spans{exporter="file/traces"} 2
otelcol_processor_incoming_items{processor="filter",otel_signal="traces"} 33
otelcol_processor_outgoing_items{processor="filter",otel_signal="traces"} 32
target_info{service_name="otelcol-contrib",service_version="0.159.0"} 1
`;

test('counters are summed, without the raw tap\'s', () => {
  assert.deepEqual(readMetrics(PLAIN), {
    uptimeSeconds: 12.5, accepted: 33, refused: 1, sent: 32, failed: 2, dropped: 1, name: 'otelcol-contrib', version: '0.159.0',
  });
});

test('names with units and suffixes are the same counters', () => {
  const text = PLAIN.replaceAll('_spans{', '_spans__spans__total{').replace('_uptime ', '_uptime_seconds_total ');
  assert.deepEqual(readMetrics(text), readMetrics(PLAIN));
});

test('a counter that was never used is not there: zero; an uptime that is not there is not known', () => {
  assert.deepEqual(readMetrics(''), { uptimeSeconds: undefined, accepted: 0, refused: 0, sent: 0, failed: 0, dropped: 0, name: '', version: '' });
});
