// Traces in which something of a service hangs loose. Where a service has very many of them it is its nature, such as
// to begin traces or to call databases, and none of them is remembered.

import { type Joined, serviceAt } from './join.ts';
import { Suspects } from './suspects.ts';

/** So many traces, or some more, are a sample. */
const SAMPLE = 20;

export class LooseByService {
  readonly #most: number;
  readonly #suspects = new Map<number, Suspects>();
  readonly #samples = new Map<number, Suspects>();
  readonly #counts = new Map<number, number>();

  /** `most`: spans of a service that are remembered. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The records of one partition that hang loose. */
  add(joined: Joined, loose: readonly number[]): void {
    const marks = new Map<number, Uint8Array>();
    for (const record of loose) {
      const service = serviceAt(joined, record);
      const count = (this.#counts.get(service) ?? 0) + 1;
      this.#counts.set(service, count);
      if (count > this.#most) continue;
      const marked = marks.get(service) ?? new Uint8Array(joined.traceCount);
      marked[joined.traces[record]!] = 1;
      marks.set(service, marked);
    }
    for (const [service, marked] of marks) if (this.#counts.get(service)! <= this.#most) this.#remember(service, joined, marked);
  }

  /** Undefined: there are none, or too many. */
  of(service: number): Suspects | undefined {
    return this.#counts.get(service)! <= this.#most ? this.#suspects.get(service) : undefined;
  }

  /** A few of them, the same whatever the order of the files: those of the first partitions. */
  sampleOf(service: number): Suspects | undefined {
    return this.of(service) && this.#samples.get(service);
  }

  services(): number[] {
    return [...this.#suspects.keys()].filter((service) => this.of(service));
  }

  #remember(service: number, joined: Joined, marked: Uint8Array): void {
    for (const kept of [this.#suspects, this.#samples]) {
      const suspects = kept.get(service) ?? new Suspects();
      kept.set(service, suspects);
      if (kept === this.#suspects || suspects.count < SAMPLE) suspects.add(joined, marked);
    }
  }
}
