// Which Collector it was, in words.

import type { CollectorFacts } from '../verifier/document.ts';

const KINDS: Readonly<Record<CollectorFacts['kind'], string>> = {
  embedded: 'the embedded collector: a convenience without Docker, not the OpenTelemetry Collector',
  otelcol: 'OpenTelemetry Collector', docker: 'OpenTelemetry Collector in Docker', unknown: 'a Collector that was not asked who it is',
};

export function collectorWords({ kind, version }: CollectorFacts): string {
  return `${KINDS[kind]}${kind === 'unknown' ? '' : ` ${version}`}`;
}
