// What went through, under the names that the Collector has for it, in Prometheus' text format.
// https://opentelemetry.io/docs/collector/internal-telemetry/

export const EXPORTERS = ['file/raw', 'file/traces'] as const;

export type Exporter = (typeof EXPORTERS)[number];

export interface Service {
  name: string;
  version: string;
}

type Labels = Record<string, string>;

const RECEIVER: Labels = { receiver: 'otlp', transport: 'http' };

export class Counters {
  readonly #service: Service;
  #accepted = 0;
  #refused = 0;
  readonly #sent: Record<Exporter, number> = { 'file/raw': 0, 'file/traces': 0 };
  readonly #failed: Record<Exporter, number> = { 'file/raw': 0, 'file/traces': 0 };

  constructor(service: Service) {
    this.#service = service;
  }

  /** `failed` are the exporters that did not write the spans: it takes all of them to accept. */
  count(spans: number, failed: readonly Exporter[]): void {
    if (failed.length === 0) this.#accepted += spans;
    else this.#refused += spans;
    for (const exporter of EXPORTERS) (failed.includes(exporter) ? this.#failed : this.#sent)[exporter] += spans;
  }

  /** `uptime` is in seconds. */
  text(uptime: number): string {
    const { name, version } = this.#service;
    const perExporter = (counts: Record<Exporter, number>): [Labels, number][] => EXPORTERS.map((exporter) => [{ exporter }, counts[exporter]]);
    return [
      metric('otelcol_exporter_send_failed_spans', 'counter', 'Number of spans that could not be written.', perExporter(this.#failed)),
      metric('otelcol_exporter_sent_spans', 'counter', 'Number of spans written to the file.', perExporter(this.#sent)),
      metric('otelcol_process_uptime', 'counter', 'Uptime of the process, in seconds.', [[{}, uptime]]),
      metric('otelcol_receiver_accepted_spans', 'counter', 'Number of spans that every file took.', [[RECEIVER, this.#accepted]]),
      metric('otelcol_receiver_refused_spans', 'counter', 'Number of spans that some file did not take.', [[RECEIVER, this.#refused]]),
      metric('target_info', 'gauge', 'Target metadata', [[{ service_name: name, service_version: version }, 1]]),
    ].join('');
  }
}

function metric(name: string, type: 'counter' | 'gauge', what: string, samples: readonly [Labels, number][]): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${what}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
