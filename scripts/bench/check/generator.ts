// Writes a file of spans as the Collector's file exporter does, of any size, and says what it holds: how many spans and
// traces, and which of them are broken. The same seed gives the same bytes.

import { Batch, Sink } from './batches.ts';
import { BREAK_KINDS, BREAKS, hopOf, NO_PARENT, OUTSIDE, type PlannedSpan } from './breaks.ts';
import { Ids, OUTSIDE_ID, type SpanTimes } from './ids.ts';
import { Random } from './random.ts';
import { BREAKABLE, SERVICES, type Shape, SHAPES, type Step, WITHOUT_FLAGS } from './shapes.ts';
import { KINDS, type Template, templateOf, VARIANTS } from './template.ts';
import { Tally, type Truth } from './truth.ts';

export interface Wanted {
  /** Bytes, at least: it ends with the trace that reaches them. */
  size: number;
  seed: number;
  /** The share of traces that are broken. */
  broken: number;
}

/** The share of healthy traces that begin with the call of somebody whose spans are elsewhere. */
const CALLED_FROM_OUTSIDE = 0.2;
const MICROSECONDS_BETWEEN_TRACES = 3_000;

/** Writes the file to an open descriptor. */
export function generate(descriptor: number, wanted: Wanted): Truth {
  return new Generator(new Sink(descriptor), wanted).run();
}

class Generator {
  readonly #sink: Sink;
  readonly #wanted: Wanted;
  readonly #random: Random;
  readonly #tally = new Tally();
  readonly #ids = new Ids();
  readonly #batches = new Map(SERVICES.map((service) => [service, new Batch(service)]));
  readonly #templates = new Map<Step, Template[]>();
  /** A line that comes again after the next one. */
  #again: Buffer | undefined;
  #traces = 0;
  #breaks = 0;

  constructor(sink: Sink, wanted: Wanted) {
    this.#sink = sink;
    this.#wanted = wanted;
    this.#random = new Random(wanted.seed);
  }

  run(): Truth {
    for (let size = 0; size < this.#wanted.size; size = this.#sink.bytes + this.#waiting()) this.#trace();
    for (const batch of this.#batches.values()) if (batch.spans > 0) this.#send(batch);
    this.#writeAgain();
    this.#sink.flush();
    return this.#tally.truth(this.#sink.bytes);
  }

  #waiting(): number {
    let bytes = 0;
    for (const batch of this.#batches.values()) bytes += batch.bytes;
    return bytes;
  }

  #trace(): void {
    this.#traces += 1;
    const plan = this.#random.share() < this.#wanted.broken ? this.#brokenPlan() : this.#healthyPlan();
    this.#countEdges(plan);
    this.#write(plan);
  }

  #healthyPlan(): PlannedSpan[] {
    const plan = planOf(this.#shape(SHAPES));
    const isCalled = this.#random.share() < CALLED_FROM_OUTSIDE;
    if (isCalled) plan[0]!.parent = OUTSIDE;
    this.#tally.counts[isCalled ? 'entries' : 'roots'] += 1;
    this.#tally.counts.traces += 1;
    return plan;
  }

  /** The kinds of breaks come in turns, so that a few broken traces are of all kinds. */
  #brokenPlan(): PlannedSpan[] {
    const kind = BREAK_KINDS[this.#breaks++ % BREAK_KINDS.length]!;
    const { change, counts, breaksHop, repeatsLine } = BREAKS[kind]!;
    const plan = planOf(this.#shape(BREAKABLE));
    change(plan);
    this.#tally.broke(kind);
    for (const [name, count] of Object.entries(counts) as [keyof typeof counts, number][]) this.#tally.counts[name] += count;
    const { from, to } = hopOf(plan);
    if (breaksHop) this.#tally.edge(from, to, 'broken');
    if (repeatsLine) this.#batches.get(from)!.repeats = true;
    return plan;
  }

  #shape(shapes: readonly Shape[]): Shape {
    let place = this.#random.below(shapes.reduce((sum, { weight }) => sum + weight, 0));
    return shapes.find(({ weight }) => (place -= weight) < 0)!;
  }

  #countEdges(plan: readonly PlannedSpan[]): void {
    for (const { step, parent, times } of plan) {
      const above = plan[parent];
      if (above === undefined || above.times === 0 || times === 0) continue;
      const isCall = (step.kind === KINDS.SERVER || step.kind === KINDS.CONSUMER) && (above.step.kind === KINDS.CLIENT || above.step.kind === KINDS.PRODUCER);
      if (above.step.service !== step.service || isCall) this.#tally.edge(above.step.service, step.service, 'linked');
    }
  }

  /** Children first, as they end first. */
  #write(plan: readonly PlannedSpan[]): void {
    this.#ids.renew(plan.length, this.#random);
    for (let index = plan.length - 1; index >= 0; index -= 1) {
      const span = plan[index]!;
      const start = this.#traces * MICROSECONDS_BETWEEN_TRACES + index * 200 + this.#random.below(150);
      const times = { start, end: start + (plan.length - index) * 1_000 + this.#random.below(900) };
      if (span.times > 0) this.#tally.counts.spans += 1;
      for (let time = 0; time < span.times; time += 1) this.#add(span, index, { ...times, end: times.end + time });
    }
  }

  #add(span: PlannedSpan, index: number, times: SpanTimes): void {
    const batch = this.#batches.get(span.step.service)!;
    const template = this.#template(span);
    const ids = { trace: span.trace, span: index, parent: span.parent === OUTSIDE ? OUTSIDE_ID : Math.max(0, span.parent) };
    batch.add(span.step.kind, (into, at) => this.#ids.write(template, into, at, ids, times));
    batch.hasConflict ||= span.times > 1;
    // Not between two versions of a span: the line may come again, and both would be duplicates.
    if (batch.isFull && span.times < 2) this.#send(batch);
  }

  #template({ step, parent, saysLocal }: PlannedSpan): Template {
    let known = this.#templates.get(step);
    if (known === undefined) this.#templates.set(step, known = []);
    const form = saysLocal ? 2 : Number(parent !== NO_PARENT);
    const variant = this.#random.below(VARIANTS);
    return known[form * VARIANTS + variant] ??= templateOf({ called: step.calls?.service ?? step.service, route: step.calls?.route, name: step.name, kind: step.kind, flags: flagsOf(step, form), hasParent: form > 0, variant });
  }

  #send(batch: Batch): void {
    const repeats = batch.repeats && !batch.hasConflict;
    const spans = batch.spans;
    this.#tally.service(batch.service);
    this.#tally.counts.lines += 1;
    const pieces = batch.take(this.#random);
    for (const piece of pieces) this.#sink.write(piece);
    this.#writeAgain();
    if (!repeats) return;
    batch.repeats = false;
    this.#again = Buffer.concat(pieces);
    this.#tally.counts.duplicates += spans;
    this.#tally.counts.lines += 1;
  }

  #writeAgain(): void {
    if (this.#again !== undefined) this.#sink.write(this.#again);
    this.#again = undefined;
  }
}

function planOf({ steps }: Shape): PlannedSpan[] {
  return steps.map((step) => ({ step, parent: step.parent, trace: 0, times: 1, saysLocal: false }));
}

/** Sampled; known whether the parent is remote; it is. */
function flagsOf({ service, kind }: Step, form: number): number | undefined {
  if (WITHOUT_FLAGS.has(service)) return undefined;
  return form === 1 && (kind === KINDS.SERVER || kind === KINDS.CONSUMER) ? 0x301 : 0x101;
}
