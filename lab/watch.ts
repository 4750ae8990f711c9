// Watches one Collector from before the first request on: which spans came in and which were written, whether
// anything still moves, and whether something was lost behind the watcher's back.

import type { CollectorCounts } from '../verifier/ledger.ts';
import type { CollectorFacts } from '../verifier/document.ts';
import type { Span } from '../verifier/span.ts';
import { and, or, type Truth } from '../verifier/truth.ts';
import type { CollectorAccess } from './collector-access.ts';
import { type CollectorMetrics, readMetrics } from './collector-metrics.ts';
import { SpanFile } from './span-file.ts';

export interface NewSpans {
  /** What the Collector received; undefined: there is no tap. */
  tap: Span[] | undefined;
  /** What it wrote. */
  file: Span[];
}

const MOST_UNREADABLE = 10;

export class Watch {
  /** The first few reasons for which lines could not be read. */
  readonly unreadable: string[] = [];
  readonly #access: CollectorAccess;
  readonly #file: SpanFile;
  readonly #tap: SpanFile | undefined;
  #shrank: { tap: boolean; file: boolean } = { tap: false, file: false };
  #restarted: Truth = 'unknown';
  #before: CollectorMetrics | undefined;
  #now: CollectorMetrics | undefined;
  #changedAt = performance.now();

  private constructor(access: CollectorAccess) {
    this.#access = access;
    this.#file = new SpanFile(access.traces);
    this.#tap = access.raw === undefined ? undefined : new SpanFile(access.raw);
  }

  /** Remembers how long the files are, and what the counters say. */
  static async begin(access: CollectorAccess): Promise<Watch> {
    const watch = new Watch(access);
    await access.refresh();
    await Promise.all([watch.#file.skipToEnd(), watch.#tap?.skipToEnd()]);
    watch.#before = await watch.#metrics();
    watch.#now = watch.#before;
    return watch;
  }

  /** What was written since the last look. The counters are asked when the files stand still. */
  async look(): Promise<NewSpans> {
    await this.#access.refresh();
    // The tap last: what the output has, it had before.
    const file = await this.#file.look();
    const tap = await this.#tap?.look();
    this.#shrank = { tap: this.#shrank.tap || (tap?.shrank ?? false), file: this.#shrank.file || file.shrank };
    this.unreadable.push(...[...file.unreadable, ...tap?.unreadable ?? []].slice(0, MOST_UNREADABLE - this.unreadable.length));
    const changed = file.changed || (tap?.changed ?? false);
    if (changed) this.#changedAt = performance.now();
    else await this.lookAtCounters();
    return { tap: tap?.spans, file: file.spans };
  }

  async lookAtCounters(): Promise<void> {
    const metrics = await this.#metrics();
    if (metrics && (metrics.accepted !== this.#now?.accepted || metrics.sent !== this.#now.sent)) this.#changedAt = performance.now();
    if (metrics?.uptimeSeconds !== undefined && this.#now?.uptimeSeconds !== undefined) {
      this.#restarted = or(this.#restarted === true, metrics.uptimeSeconds < this.#now.uptimeSeconds);
    }
    this.#now = metrics ?? this.#now;
  }

  /** Milliseconds for which nothing new was seen in tap, file and counters. */
  get quiet(): number {
    return performance.now() - this.#changedAt;
  }

  /** Something was emptied: each source that can tell says so. One that stood proves the contrary. */
  get truncated(): Truth {
    return and(this.#shrank.file, this.#tap ? this.#shrank.tap : 'unknown', this.#restarted);
  }

  get collector(): CollectorFacts {
    const { name, version } = this.#now ?? { name: '', version: '' };
    if (this.#access.inDocker) return { kind: 'docker', version: version || 'unknown' };
    if (name === '') return { kind: 'unknown', version: 'unknown' };
    return { kind: name === 'tracehop-embedded-collector' ? 'embedded' : 'otelcol', version };
  }

  /** Spans counted since the watch began. After a restart the counters began again, so nobody can say. */
  get counts(): CollectorCounts {
    const since = (counter: 'accepted' | 'refused' | 'sent' | 'failed'): number | 'unknown' =>
      this.#before && this.#now && this.#restarted !== true ? this.#now[counter] - this.#before[counter] : 'unknown';
    return { accepted: since('accepted'), refused: since('refused'), sent: since('sent'), failed: since('failed') };
  }

  async #metrics(): Promise<CollectorMetrics | undefined> {
    const text = await this.#access.metrics();
    return text === undefined ? undefined : readMetrics(text);
  }
}
