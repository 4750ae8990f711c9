// An exporter for a backend that knows trace ids of 64 bits only, as many did before W3C Trace Context: the upper
// half of each trace id becomes zeros. The header on the wire keeps all 128, so the other service's spans do too.

import { CountingExporter } from '../exporter.ts';

type Export = CountingExporter['export'];
type Span = Parameters<Export>[0][number];

export class SixtyFourBitExporter extends CountingExporter {
  override export(spans: Span[], done: Parameters<Export>[1]): void {
    super.export(spans.map(shortened), done);
  }
}

function shortened(span: Span): Span {
  const { traceId, ...rest } = span.spanContext();
  const spanContext = () => ({ ...rest, traceId: `${'0'.repeat(16)}${traceId.slice(16)}` });
  return Object.create(span, { spanContext: { value: spanContext } }) as Span;
}
