// Watches one Collector from before the first request on: which spans came in and which were written, whether
// anything still moves, and whether something was lost behind the watcher's back.

import type { CollectorCounts } from '../verifier/ledger.ts';
import type { CollectorFacts } from '../verifier/document.ts';
import type { Span } from '../verifier/span.ts';
import { FLUSH_INTERVAL } from '../verifier/settled.ts';
import { or, type Truth } from '../verifier/truth.ts';
import type { CollectorAccess } from './collector-access.ts';
import { type CollectorMetrics, readMetrics } from './collector-metrics.ts';
import { SpanFile } from './span-file.ts';

export interface NewSpans {
  /** What the Collector received; undefined: there is no tap. */
  tap: Span[] | undefined;
  /** What it wrote. */
  file: Span[];
  /** What was seen there before is gone. */
  emptied: { tap: boolean; file: boolean };
}

export interface Manner {
  /** To ask for the counters at every look, where there are few. */
  eager?: boolean;
  /** What the files already have counts too: a lab of its own has nobody else's spans, and a saved run has these. */
  fromStart?: boolean;
}

const MOST_UNREADABLE = 10;

/** How much later a Collector may seem to have started that did not: asking takes time. Milliseconds. */
const START_TOLERANCE = 1_500;

/** Milliseconds after which a Collector that has not told its counters is taken to be stuck, with spans in it. */
const STUCK_MS = 1_000;

export class Watch {
  /** The first few reasons for which lines could not be read. */
  readonly unreadable: string[] = [];
  readonly #access: CollectorAccess;
  readonly #services: readonly string[];
  readonly #eager: boolean;
  readonly #gone = new Map<string, Truth>();
  readonly #file: SpanFile;
  readonly #tap: SpanFile | undefined;
  #shrank: { tap: boolean; file: boolean } = { tap: false, file: false };
  #restarted: Truth = 'unknown';
  /** When it was started, in milliseconds of this process's clock. */
  #started: number | undefined;
  #reachable = false;
  /** Asked since the files changed: older ones would contradict them. */
  #countersAreFresh = false;
  #unreachable = false;
  #before: CollectorMetrics | undefined;
  #now: CollectorMetrics | undefined;
  #changedAt = performance.now();
  /** When the last look began: what came since then may not be in it. */
  #lookedAt = performance.now();

  private constructor(access: CollectorAccess, services: readonly string[], eager: boolean) {
    this.#access = access;
    this.#services = services;
    this.#eager = eager;
    this.#file = new SpanFile(access.traces);
    this.#tap = access.raw === undefined ? undefined : new SpanFile(access.raw);
  }

  /** Remembers how long the files are, and what the counters say. `services`: those whose spans are waited for. */
  static async begin(access: CollectorAccess, services: readonly string[], { eager = false, fromStart = false }: Manner = {}): Promise<Watch> {
    const watch = new Watch(access, services, eager);
    await access.refresh();
    if (!fromStart) await Promise.all([watch.#file.skipToEnd(), watch.#tap?.skipToEnd()]);
    watch.#before = await watch.#metrics();
    watch.#started = startOf(watch.#before);
    watch.#now = watch.#before;
    return watch;
  }

  /** What was written since the last look. The counters are asked when the files stand still, or always. */
  async look(): Promise<NewSpans> {
    this.#lookedAt = performance.now();
    await this.#access.refresh();
    // The tap last: what the output has, it had before.
    const file = await this.#file.look();
    const tap = await this.#tap?.look();
    this.#shrank = { tap: this.#shrank.tap || (tap?.shrank ?? false), file: this.#shrank.file || file.shrank };
    this.unreadable.push(...[...file.unreadable, ...tap?.unreadable ?? []].slice(0, MOST_UNREADABLE - this.unreadable.length));
    const changed = file.changed || (tap?.changed ?? false);
    if (changed) this.#changedAt = performance.now();
    if (changed) this.#countersAreFresh = false;
    if (!changed || this.#eager) await this.lookAtCounters();
    if (this.quiet >= FLUSH_INTERVAL) await this.#lookAtServices();
    return { tap: tap?.spans, file: file.spans, emptied: { tap: tap?.shrank ?? false, file: file.shrank } };
  }

  async #lookAtServices(): Promise<void> {
    await Promise.all(this.#services.map(async (service) => { this.#gone.set(service, await this.#access.gone(service)); }));
  }

  /** Whether a service has ended. Nobody asks before everything has been quiet for a while. */
  gone(service: string): Truth {
    return this.#gone.get(service) ?? 'unknown';
  }

  async lookAtCounters(): Promise<void> {
    const asked = performance.now();
    const metrics = await this.#metrics();
    const stuck = this.#now !== undefined && (!metrics || performance.now() - asked > STUCK_MS);
    const started = startOf(metrics);
    const restarted = started !== undefined && this.#started !== undefined && started > this.#started + START_TOLERANCE;
    if (started !== undefined && this.#started !== undefined) this.#restarted = or(this.#restarted === true, restarted);
    this.#started = started ?? this.#started;
    if (stuck || restarted) this.#changedAt = performance.now();
    if (metrics && (metrics.accepted !== this.#now?.accepted || metrics.sent !== this.#now.sent)) this.#changedAt = performance.now();
    this.#reachable = metrics !== undefined;
    this.#countersAreFresh = this.#reachable;
    if (!metrics && this.#before) this.#unreachable = true;
    this.#now = metrics ?? this.#now;
  }

  /** Milliseconds for which nothing new was seen in tap, file and counters, and the Collector was not stuck. */
  get quiet(): number {
    return Math.max(0, this.#lookedAt - this.#changedAt);
  }

  /** Whether something was lost behind the watcher's back: each source that can tell says so. */
  get emptied(): Record<'tap' | 'file' | 'counters', Truth> {
    return { tap: this.#tap ? this.#shrank.tap : 'unknown', file: this.#shrank.file, counters: this.#restarted };
  }

  /** Whether the Collector answered when it was asked last. */
  get reachable(): boolean {
    return this.#reachable;
  }

  /** Why the Collector cannot take spans; undefined: it can, or nobody can tell. */
  async unready(): Promise<string | undefined> {
    return this.#access.unready();
  }

  /** The Collector was not there for a while. */
  get outage(): boolean {
    return this.#unreachable || this.#restarted === true;
  }

  /** By its counters, the Collector wrote as many spans as it accepted. */
  get allWritten(): Truth {
    const { accepted, sent } = this.counts;
    return !this.#countersAreFresh || accepted === 'unknown' || sent === 'unknown' ? 'unknown' : accepted === sent;
  }

  /** It accepted more spans than it wrote and its processors dropped: one of them may hold the others for a while. */
  get holding(): Truth {
    if (!this.#now || !this.#before || !this.#countersAreFresh) return 'unknown';
    // What it held before a restart is gone, and its counters began again.
    const since = this.#restarted === true ? { accepted: 0, sent: 0, dropped: 0 } : this.#before;
    const left = this.#now.sent - since.sent + this.#now.dropped - since.dropped;
    return this.#now.accepted - since.accepted > left;
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

function startOf(metrics: CollectorMetrics | undefined): number | undefined {
  return metrics?.uptimeSeconds === undefined ? undefined : performance.now() - metrics.uptimeSeconds * 1_000;
}
