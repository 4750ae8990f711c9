// The Collector's own counters, out of the Prometheus text in which it publishes them.
// https://opentelemetry.io/docs/collector/internal-telemetry/

export interface CollectorMetrics {
  uptimeSeconds: number | undefined;
  /** Spans since it started. A counter that was never used is not published: 0. */
  accepted: number;
  refused: number;
  /** By the exporter that writes the output; the raw tap is not counted. */
  sent: number;
  failed: number;
  /** By processors: those that went into one and did not come out. `tail_sampling` does not count what it drops. */
  dropped: number;
  /** The `service.name` and `service.version` that it gives itself. */
  name: string;
  version: string;
}

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The exporter behind the raw tap, in collector/config.yaml. */
const TAP = 'file/raw';
const SAMPLE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)/;
const LABEL = /(?<key>\w+)="(?<value>(?:[^"\\]|\\.)*)"/g;

export function readMetrics(text: string): CollectorMetrics {
  const samples = samplesIn(text);
  const sum = (name: string): number => samples
    .filter((sample) => sample.name === name && sample.labels['exporter'] !== TAP)
    .reduce((total, { value }) => total + value, 0);
  const target = samples.find(({ name }) => name === 'target_info')?.labels ?? {};
  return {
    uptimeSeconds: samples.find(({ name }) => name === 'otelcol_process_uptime')?.value,
    accepted: sum('otelcol_receiver_accepted_spans'),
    refused: sum('otelcol_receiver_refused_spans'),
    sent: sum('otelcol_exporter_sent_spans'),
    failed: sum('otelcol_exporter_send_failed_spans') + sum('otelcol_exporter_enqueue_failed_spans'),
    dropped: sum('otelcol_processor_incoming_items') - sum('otelcol_processor_outgoing_items'),
    name: target['service_name'] ?? '',
    version: target['service_version'] ?? '',
  };
}

export function samplesIn(text: string): Sample[] {
  return text.split('\n').flatMap(readSample);
}

/** Units and `_total` are added to names or not, depending on how the Collector is set up. */
function readSample(line: string): Sample[] {
  const { name, labels = '', value } = SAMPLE.exec(line)?.groups ?? {};
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(LABEL)].map(({ groups }) => [groups!['key'], groups!['value']]);
  return [{ name: name.replace(/_total$/, '').replace(/__spans_$|_seconds$/, ''), labels: Object.fromEntries(pairs), value: Number(value) }];
}
