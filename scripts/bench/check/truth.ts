// What a generated file holds, known because it was written so. The words are those of the result of `tracehop check`.

export interface EdgeTruth {
  from: string;
  to: string;
  /**
   * Spans whose parent is there and of another service, or SERVER and CONSUMER spans whose parent is there, of the same
   * service, and CLIENT or PRODUCER.
   */
  linked: number;
  /** Hops that were broken on purpose: the callee's span has lost its parent, or has begun a trace of its own. */
  broken: number;
}

export interface Truth {
  bytes: number;
  /** Lines with content: every one. */
  lines: number;
  /** Distinct: trace id and span id. */
  spans: number;
  traces: number;
  /** Spans without a parent. */
  roots: number;
  /** The one top span of its trace, SERVER, whose parent is not in the file, and whose flags do not say that it is local. */
  entries: number;
  /** Other spans whose parent is not in the same trace. */
  orphans: number;
  /** Occurrences beyond the first of a span, with the same content. */
  duplicates: number;
  /** Spans that occur with more than one content. */
  conflicts: number;
  /** Rings of parents; a span that is its own parent is one. */
  cycles: number;
  services: string[];
  /** By the names of the two services. */
  edges: EdgeTruth[];
  /** Traces that were broken on purpose, by kind. */
  breaks: Record<string, number>;
}

export class Tally {
  readonly counts = { lines: 0, spans: 0, traces: 0, roots: 0, entries: 0, orphans: 0, duplicates: 0, conflicts: 0, cycles: 0 };
  readonly #edges = new Map<string, EdgeTruth>();
  readonly #breaks = new Map<string, number>();
  readonly #services = new Set<string>();

  service(name: string): void {
    this.#services.add(name);
  }

  edge(from: string, to: string, count: 'linked' | 'broken'): void {
    const key = `${from} -> ${to}`;
    let edge = this.#edges.get(key);
    if (edge === undefined) this.#edges.set(key, edge = { from, to, linked: 0, broken: 0 });
    edge[count] += 1;
  }

  broke(kind: string): void {
    this.#breaks.set(kind, (this.#breaks.get(kind) ?? 0) + 1);
  }

  truth(bytes: number): Truth {
    const edges = [...this.#edges].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, edge]) => edge);
    return { bytes, ...this.counts, services: [...this.#services].toSorted(), edges, breaks: Object.fromEntries([...this.#breaks].toSorted(([one], [other]) => (one < other ? -1 : 1))) };
  }
}
