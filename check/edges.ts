// From links that were counted, and hops that were judged one by one, to what is known of each edge between services.

import type { EdgeEntry } from '../verifier/check.ts';
import type { Judged } from '../verifier/judge.ts';
import type { Code } from '../verifier/verdict.ts';
import type { JudgedHop } from './found-hops.ts';

const EXAMPLES = 3;

interface EdgeCount {
  from: string;
  to: string;
  linked: number;
  broken: number;
  undecided: number;
  verdicts: Map<Code, number>;
  /** Milliseconds since 1970; Infinity: nobody knows. */
  brokenSince: number;
  examples: string[];
}

interface Case {
  judged: Judged;
  trace: string;
  count: number;
}

export class Edges {
  readonly #edges = new Map<string, EdgeCount>();
  /** By edge and verdict. */
  readonly #cases = new Map<string, Case>();

  addLinks(from: string, to: string, count: number): void {
    const edge = this.#edge(from, to);
    edge.linked += count;
    bump(edge.verdicts, 'LINKED', count);
  }

  addJudged({ judged, isBroken, counted, spans }: JudgedHop): void {
    const { edge: { caller, callee }, verdict: { code, linked } } = judged;
    const edge = this.#edge(caller, callee);
    const count = Math.max(1, counted);
    edge.linked -= counted;
    bump(edge.verdicts, 'LINKED', -counted);
    const isLinked = linked || (counted > 0 && code === 'REQUEST_FAILED');
    bump(edge.verdicts, code, isLinked ? count : 1);
    if (isLinked) {
      edge.linked += count;
      return;
    }
    const trace = spans.map(({ traceId }) => traceId).sort()[0]!;
    this.#addCase(judged, trace);
    if (isBroken || code !== 'UNDECIDED') this.#addBroken(edge, trace, spans);
    else edge.undecided++;
  }

  entries(): EdgeEntry[] {
    return [...this.#edges.values()].sort(byName).map(({ verdicts, brokenSince, examples, ...edge }) => ({
      ...edge, verdicts: Object.fromEntries([...verdicts].filter(([, count]) => count > 0).sort(([one], [other]) => (one < other ? -1 : 1))),
      brokenSince: Number.isFinite(brokenSince) ? new Date(brokenSince).toISOString() : null, examples,
    }));
  }

  /** Of each cause one, those that are most often first. */
  cases(most: number): Judged[] {
    return [...this.#cases].sort(([one, { count }], [other, { count: another }]) => another - count || (one < other ? -1 : 1)).slice(0, most).map(([, { judged }]) => judged);
  }

  #addBroken(edge: EdgeCount, trace: string, spans: JudgedHop['spans']): void {
    edge.broken++;
    const began = spans.reduce((least, { startTime }) => (startTime > 0 ? Math.min(least, startTime) : least), Infinity);
    edge.brokenSince = Math.min(edge.brokenSince, began);
    if (!edge.examples.includes(trace)) edge.examples = [...edge.examples, trace].sort().slice(0, EXAMPLES);
  }

  #addCase(judged: Judged, trace: string): void {
    const key = JSON.stringify([judged.edge.caller, judged.edge.callee, judged.verdict.code]);
    const known = this.#cases.get(key);
    this.#cases.set(key, known && known.trace <= trace ? { ...known, count: known.count + 1 } : { judged, trace, count: (known?.count ?? 0) + 1 });
  }

  #edge(from: string, to: string): EdgeCount {
    const key = JSON.stringify([from, to]);
    const edge = this.#edges.get(key) ?? { from, to, linked: 0, broken: 0, undecided: 0, verdicts: new Map(), brokenSince: Infinity, examples: [] };
    this.#edges.set(key, edge);
    return edge;
  }
}

function bump(counts: Map<Code, number>, code: Code, by: number): void {
  counts.set(code, (counts.get(code) ?? 0) + by);
}

function byName(one: EdgeCount, other: EdgeCount): number {
  return one.from < other.from ? -1 : one.from > other.from ? 1 : one.to < other.to ? -1 : 1;
}
