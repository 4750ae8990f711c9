// Traces in which something of a service hangs loose. Where a service has very many of them it is its nature, such as
// to begin traces or to call databases, and none of them is remembered.

import { type Joined, serviceAt } from './join.ts';
import { Suspects } from './suspects.ts';

export class LooseByService {
  readonly #most: number;
  readonly #suspects = new Map<number, Suspects>();
  readonly #counts = new Map<number, number>();

  /** `most`: spans of a service that are remembered. */
  constructor(most: number) {
    this.#most = most;
  }

  add(joined: Joined, isLoose: (record: number) => boolean): void {
    const marks = new Map<number, Uint8Array>();
    for (let record = 0; record < joined.count; record++) {
      if (!isLoose(record)) continue;
      const service = serviceAt(joined, record);
      const count = (this.#counts.get(service) ?? 0) + 1;
      this.#counts.set(service, count);
      if (count > this.#most) continue;
      const marked = marks.get(service) ?? new Uint8Array(joined.traceCount);
      marked[joined.traces[record]!] = 1;
      marks.set(service, marked);
    }
    for (const [service, marked] of marks) this.#remember(service, joined, marked);
  }

  /** Undefined: there are none, or too many. */
  of(service: number): Suspects | undefined {
    return this.#suspects.get(service);
  }

  #remember(service: number, joined: Joined, marked: Uint8Array): void {
    if (this.#counts.get(service)! > this.#most) {
      this.#suspects.delete(service);
      return;
    }
    const suspects = this.#suspects.get(service) ?? new Suspects();
    this.#suspects.set(service, suspects);
    suspects.add(joined, marked);
  }
}
