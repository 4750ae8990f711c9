// The OTLP exporter, counting what the Collector has not confirmed, so that a service can say at its
// end how many spans were lost.

import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';

type Spans = Parameters<OTLPTraceExporter['export']>[0];

export class CountingExporter extends OTLPTraceExporter {
  /** Spans handed over for export, and not confirmed (yet) by the Collector. */
  unconfirmed = 0;

  override export(spans: Spans, done: (result: ExportResult) => void): void {
    this.unconfirmed += spans.length;
    super.export(spans, (result) => {
      if (result.code === ExportResultCode.SUCCESS) this.unconfirmed -= spans.length;
      done(result);
    });
  }
}
