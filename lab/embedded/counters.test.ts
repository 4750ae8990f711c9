import assert from 'node:assert/strict';
import test from 'node:test';

import { Counters } from './counters.ts';

test('spans count as accepted when every file took them, and as refused when one did not', () => {
  const counters = new Counters({ name: 'c', version: '1' });
  counters.count(3, []);
  counters.count(2, ['file/raw']);
  assert.equal(counters.text(1.25), `\
# HELP otelcol_exporter_send_failed_spans Number of spans that could not be written.
# TYPE otelcol_exporter_send_failed_spans counter
otelcol_exporter_send_failed_spans{exporter="file/raw"} 2
otelcol_exporter_send_failed_spans{exporter="file/traces"} 0
# HELP otelcol_exporter_sent_spans Number of spans written to the file.
# TYPE otelcol_exporter_sent_spans counter
otelcol_exporter_sent_spans{exporter="file/raw"} 3
otelcol_exporter_sent_spans{exporter="file/traces"} 5
# HELP otelcol_process_uptime Uptime of the process, in seconds.
# TYPE otelcol_process_uptime counter
otelcol_process_uptime 1.25
# HELP otelcol_receiver_accepted_spans Number of spans that every file took.
# TYPE otelcol_receiver_accepted_spans counter
otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 3
# HELP otelcol_receiver_refused_spans Number of spans that some file did not take.
# TYPE otelcol_receiver_refused_spans counter
otelcol_receiver_refused_spans{receiver="otlp",transport="http"} 2
# HELP target_info Target metadata
# TYPE target_info gauge
target_info{service_name="c",service_version="1"} 1
`);
});
