// Links between spans, which records do not hold: gathered from the spans of a linking service as they are read in
// full, and looked up among the records. https://opentelemetry.io/docs/specs/otel/trace/api/#link

import type { Edge } from '../verifier/judge.ts';
import { idAt, idKey, META, packId, PARTITIONS, partitionOf, SERVICE_SHIFT, SPAN, TRACE, WORDS } from '../verifier/reading/records.ts';
import type { Records } from './records.ts';
import type { WholeSpan } from './whole-span.ts';

/** A span that links to others, which are known by the keys of their traces and their own. */
interface Linking {
  service: string;
  targets: readonly string[];
}

export class Links {
  readonly #services: ReadonlySet<string>;
  readonly #linking: Linking[] = [];
  /** By the key of a span that is linked to: its service, once it was found. */
  readonly #targets: Map<string, string | undefined>[] = Array.from({ length: PARTITIONS }, () => new Map());

  /** The services whose spans link to others. */
  constructor(services: ReadonlySet<string>) {
    this.#services = services;
  }

  /** All deliveries of all spans of one trace. */
  add(whole: readonly WholeSpan[]): void {
    if (this.#services.size === 0) return;
    const own = whole.filter(({ exported: { service } }) => this.#services.has(service));
    for (const [, copies] of Map.groupBy(own, ({ exported: { service, span } }) => JSON.stringify([service, idKey(String(span.spanId), 2)]))) {
      const targets = [...new Set(copies.flatMap(targetsOf))];
      if (targets.length === 0) continue;
      this.#linking.push({ service: copies[0]!.exported.service, targets });
      for (const target of targets) this.#targets[partitionOfTarget(target)]!.set(target, undefined);
    }
  }

  /** Finds out whose spans are linked to; to be called once all were added. */
  resolve(records: Records): void {
    this.#targets.forEach((targets, partition) => {
      if (targets.size > 0) find(targets, records.read(partition), records.services);
    });
  }

  /** How many spans of the callee link to at least one of the caller. */
  count({ caller, callee }: Edge): number {
    return this.#linking.filter(({ service, targets }) => service === callee && targets.some((target) => this.#targets[partitionOfTarget(target)]!.get(target) === caller)).length;
  }
}

/** The ids as they were written: an odd one is known by its text. */
function targetsOf({ exported: { span: { links } } }: WholeSpan): string[] {
  return Array.isArray(links) ? (links as unknown[]).flatMap(targetOf) : [];
}

function targetOf(link: unknown): string[] {
  if (typeof link !== 'object' || link === null) return [];
  const { trace_id, traceId = trace_id, span_id, spanId = span_id } = link as Record<string, unknown>;
  return typeof traceId === 'string' && typeof spanId === 'string' ? [idKey(traceId, 4) + idKey(spanId, 2)] : [];
}

function partitionOfTarget(target: string): number {
  const words = new Uint32Array(4);
  packId(target.slice(0, 32), 4, words, 0);
  return partitionOf(words, 0);
}

/** A text is made only of what has the first word of a target. */
function find(targets: Map<string, string | undefined>, records: Uint32Array, services: readonly string[]): void {
  const hints = new Set(Array.from(targets.keys(), (target) => Number.parseInt(target.slice(32, 40), 16)));
  for (let at = 0; at < records.length; at += WORDS) {
    if (!hints.has(records[at + SPAN]!)) continue;
    const key = idAt(records, at + TRACE, 4) + idAt(records, at + SPAN, 2);
    if (targets.has(key)) targets.set(key, least(targets.get(key), services[records[at + META]! >>> SERVICE_SHIFT]!));
  }
}

/** Of an id that stands for spans of several services, whatever comes first. */
function least(one: string | undefined, other: string): string {
  return one === undefined || other < one ? other : one;
}
