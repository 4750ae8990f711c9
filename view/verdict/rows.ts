// The rows of the waterfall, lane by lane: the trace of the probe first, then every other trace that a span of the
// request lies in. Besides the spans: the caller outside, and a ghost for every span that should be there, or that
// another names as its parent, and is not.

import type { SpanEntry, VerdictDocument } from '../../verifier/document.ts';
import { type TreeNode, trees } from '../../verifier/trace.ts';
import { contextOf } from './header.ts';

export type Row =
  | { row: 'probe'; depth: number; spanId: string }
  | { row: 'span'; depth: number; span: SpanEntry; notes: string[] }
  | { row: 'ghost'; depth: number; name: string; why: string };

export interface Lane {
  traceId: string;
  /** Of the probe; without a probe, of the first span. */
  isOwn: boolean;
  rows: Row[];
}

interface Ghost {
  /** What is known of it: a role, an id that others name, or both. */
  role: string | undefined;
  spanId: string | undefined;
  traceId: string;
  /** Below which span it belongs. */
  below: string | undefined;
}

export function lanesOf(document: VerdictDocument): Lane[] {
  const probe = contextOf(document.witnesses.probe);
  const own = probe?.traceId ?? document.spans[0]?.traceId ?? '';
  const ghosts = ghostsOf(document, own);
  const traceIds = [...new Set([own, ...document.spans.map(({ traceId }) => traceId)])].filter((traceId) => traceId !== '');
  return traceIds.map((traceId) => {
    const tops = trees(document.spans.filter((span) => span.traceId === traceId));
    const build = new Building(tops, ghosts.filter((ghost) => ghost.traceId === traceId));
    return { traceId, isOwn: traceId === own, rows: build.rows(probe && traceId === own ? probe.parentId : undefined) };
  });
}

/** Trees with the ghosts put in where they belong. */
class Building {
  readonly #tops: readonly TreeNode<SpanEntry>[];
  readonly #ghosts: Set<Ghost>;

  constructor(tops: readonly TreeNode<SpanEntry>[], ghosts: readonly Ghost[]) {
    this.#tops = tops;
    this.#ghosts = new Set(ghosts);
  }

  rows(probe: string | undefined): Row[] {
    const below = this.#tops.filter(({ span }) => probe !== undefined && span.parentSpanId === probe);
    const rest = this.#tops.filter((node) => !below.includes(node) && !this.#isNamed(node.span.parentSpanId));
    const entry: Row[] = probe === undefined ? [] : [{ row: 'probe', depth: 0, spanId: probe }, ...below.flatMap((node) => this.#node(node, 1)), ...this.#ghostsBelow(probe, 1)];
    return [...entry, ...rest.flatMap((node) => this.#node(node, 0)), ...[...this.#ghosts].flatMap((ghost) => this.#ghost(ghost, 0))];
  }

  #isNamed(spanId: string | null): boolean {
    return spanId !== null && [...this.#ghosts].some((ghost) => ghost.spanId === spanId);
  }

  #node({ span, children }: TreeNode<SpanEntry>, depth: number): Row[] {
    const notes = span.parentSpanId === null ? ['no parent: it begins a trace'] : [];
    return [{ row: 'span', depth, span, notes }, ...children.flatMap((child) => this.#node(child, depth + 1)), ...this.#ghostsBelow(span.spanId, depth + 1)];
  }

  /** `place`: a span's id, or a ghost's role. */
  #ghostsBelow(place: string, depth: number): Row[] {
    return [...this.#ghosts].filter(({ below }) => below === place).flatMap((ghost) => this.#ghost(ghost, depth));
  }

  #ghost(ghost: Ghost, depth: number): Row[] {
    if (!this.#ghosts.delete(ghost)) return [];
    const { role, spanId } = ghost;
    const children = spanId === undefined ? [] : this.#tops.filter(({ span }) => span.parentSpanId === spanId);
    const named = children.map(({ span }) => `${span.service} ${span.kind}`).join(' and ');
    const why = named === '' ? 'it is expected, and is not here' : `${named} names it as its parent, and it is not here`;
    const row: Row = { row: 'ghost', depth, name: [role, spanId].filter((part) => part !== undefined).join(' '), why };
    const places = [role, spanId].filter((place) => place !== undefined);
    return [row, ...children.flatMap((node) => this.#node(node, depth + 1)), ...places.flatMap((place) => this.#ghostsBelow(place, depth + 1))];
  }
}

/** The three spans of the hop, as far as none is here; and the ids that are named and are not here. */
function ghostsOf(document: VerdictDocument, own: string): Ghost[] {
  const { spans, from, to } = document;
  const find = (service: string, kind: string): SpanEntry | undefined => spans.find((span) => span.service === service && span.kind === kind);
  const [server, client, callee] = [find(from, 'SERVER'), find(from, 'CLIENT'), find(to, 'SERVER')];
  const [serverRole, clientRole, calleeRole] = [`SERVER of ${from}`, `CLIENT of ${from}`, `SERVER of ${to}`];
  const absent = absentParents(document);
  const ofClient = client ? undefined : absent.find(({ child }) => child === callee);
  const ghosts: Ghost[] = absent.filter((each) => each !== ofClient).map(({ spanId, traceId }) => ({ role: undefined, spanId, traceId, below: undefined }));
  if (!server) ghosts.push({ role: serverRole, spanId: undefined, traceId: client?.traceId ?? own, below: entryParent(document) });
  if (!client) ghosts.push({ role: clientRole, spanId: ofClient?.spanId, traceId: ofClient?.traceId ?? server?.traceId ?? own, below: server?.spanId ?? serverRole });
  if (!callee && document.where !== 'request') ghosts.push({ role: calleeRole, spanId: undefined, traceId: client?.traceId ?? own, below: client?.spanId ?? clientRole });
  return ghosts;
}

function entryParent({ hops, from, witnesses: { probe } }: VerdictDocument): string | undefined {
  return hops[0] && hops[0].from !== from ? undefined : contextOf(probe)?.parentId;
}

function absentParents({ spans, witnesses: { probe } }: VerdictDocument): { spanId: string; traceId: string; child: SpanEntry }[] {
  const outside = contextOf(probe)?.parentId;
  const named = new Map<string, { spanId: string; traceId: string; child: SpanEntry }>();
  for (const child of spans) {
    const { parentSpanId, traceId } = child;
    if (parentSpanId === null || parentSpanId === outside) continue;
    if (spans.some((span) => span.spanId === parentSpanId && span.traceId === traceId)) continue;
    named.set(`${traceId} ${parentSpanId}`, { spanId: parentSpanId, traceId, child });
  }
  return [...named.values()];
}
