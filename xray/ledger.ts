// The Collector's own counters, held against what the taps hold: a figure that both agree on is proved twice.

import type { Sample } from '../lab/collector-metrics.ts';
import type { StageEntry, XrayDocument } from '../verifier/xray.ts';
import { type Chain, RECEIVER, tapExporter } from './chain.ts';

/** Spans, by the Collector's counters. */
export interface Counters {
  accepted: number;
  refused: number;
  failed: number;
  /** By tap. */
  sent: ReadonlyMap<string, number>;
  /** By processor: in all pipelines. Some types, such as `tail_sampling`, do not count these. */
  incoming: ReadonlyMap<string, number>;
  outgoing: ReadonlyMap<string, number>;
  /** What it calls itself. */
  collector: { name: string; version: string };
}

export function countersOf(samples: readonly Sample[], { taps }: Pick<Chain, 'taps'>): Counters {
  const sum = (name: string, label: string, value: string): number => samples
    .filter((sample) => sample.name === name && sample.labels[label] === value).reduce((total, sample) => total + sample.value, 0);
  const byProcessor = (name: string): Map<string, number> => {
    const traces = samples.filter((sample) => sample.name === name && (sample.labels['otel_signal'] ?? 'traces') === 'traces');
    return new Map([...Map.groupBy(traces, ({ labels }) => labels['processor'] ?? '')].map(([id, each]) => [id, each.reduce((total, { value }) => total + value, 0)]));
  };
  const target = samples.find(({ name }) => name === 'target_info')?.labels ?? {};
  return {
    accepted: sum('otelcol_receiver_accepted_spans', 'receiver', RECEIVER),
    refused: sum('otelcol_receiver_refused_spans', 'receiver', RECEIVER),
    failed: taps.reduce((total, tap) => total + sum('otelcol_exporter_send_failed_spans', 'exporter', tapExporter(tap)), 0),
    sent: new Map(taps.map((tap) => [tap, sum('otelcol_exporter_sent_spans', 'exporter', tapExporter(tap))])),
    incoming: byProcessor('otelcol_processor_incoming_items'),
    outgoing: byProcessor('otelcol_processor_outgoing_items'),
    collector: { name: target['service_name'] ?? 'unknown', version: target['service_version'] ?? 'unknown' },
  };
}

/** `written`: spans in each tap, repeated ones too. */
export function ledgerOf({ accepted, refused, failed, sent }: Counters, written: ReadonlyMap<string, number>): XrayDocument['ledger'] {
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
  return { accepted, refused, sent: sum(sent), failed, written: sum(written) };
}

/** What stands beside the counters: spans that were given to the receiver, spans in each tap, and what components did. */
export interface Found {
  given: number;
  written: ReadonlyMap<string, number>;
  stages: readonly StageEntry[];
}

/** One sentence each. None: it is balanced. */
export function differencesOf(counters: Counters, chain: Pick<Chain, 'received' | 'taps'>, { given, written, stages }: Found): string[] {
  const { accepted, refused, failed, sent } = counters;
  return [
    ...accepted + refused === given ? [] : [`The receiver was given ${given} spans, and took ${accepted} and refused ${refused} of them.`],
    ...chain.received.filter((tap) => written.get(tap) !== accepted + refused).map((tap) => `The receiver took ${accepted} spans and refused ${refused}, and the first tap holds ${written.get(tap)}.`),
    ...chain.taps.filter((tap) => sent.get(tap) !== written.get(tap)).map((tap) => `The exporter of tap ${tap} counted ${sent.get(tap)} spans, and its file holds ${written.get(tap)}.`),
    ...failed > 0 ? [`${failed} spans could not be written to a tap.`] : [],
    ...processorDifferences(counters, stages),
  ];
}

function processorDifferences({ incoming, outgoing }: Counters, stages: readonly StageEntry[]): string[] {
  const counted = [...Map.groupBy(stages, ({ component }) => component)].filter(([component]) => incoming.has(component));
  return counted.flatMap(([component, each]) => {
    const [taken, passed] = [each.reduce((sum, { spansIn }) => sum + spansIn, 0), each.reduce((sum, { spansOut }) => sum + spansOut, 0)];
    const [countedIn, countedOut] = [incoming.get(component)!, outgoing.get(component) ?? 0];
    return countedIn === taken && countedOut === passed ? [] : [`\`${component}\` counted ${countedIn} in and ${countedOut} out, and the taps around it hold ${taken} and ${passed}.`];
  });
}
