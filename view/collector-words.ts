// Which Collector it was, in words.

import type { CollectorFacts } from '../verifier/document.ts';

const KINDS: Readonly<Record<CollectorFacts['kind'], (version: string) => string>> = {
  embedded: (version) => `the embedded collector ${version}: a convenience without Docker, not the OpenTelemetry Collector`,
  otelcol: (version) => `OpenTelemetry Collector ${version}`, docker: (version) => `OpenTelemetry Collector ${version} in Docker`,
  unknown: () => 'a Collector that was not asked who it is',
};

export function collectorWords({ kind, version }: CollectorFacts): string {
  return KINDS[kind](version);
}
