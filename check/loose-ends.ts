// What hangs loose in a trace: calls that nobody answered, and spans that were called by nobody who is there. A
// broken hop is one of each that belong together.

import { parentIsRemote, type Span } from '../verifier/span.ts';
import { above, type ById, byIdOf, parentOf, withAbove } from './ancestry.ts';

/** A call without an answer; or a service that was called, and made no CLIENT span of a call of its own. */
export interface LooseCall {
  service: string;
  client: Span | undefined;
  /** The call, and what lies above it in its service. */
  spans: readonly Span[];
}

/** A SERVER or CONSUMER span whose parent is not there. */
export interface LooseAnswer {
  service: string;
  server: Span;
  /** It, and where it was called by a CLIENT span that hangs loose itself, that one and what lies above it. */
  spans: readonly Span[];
  /** Called by somebody whose spans are not in the files: the one top span of its trace. */
  isEntry: boolean;
  /** That CLIENT span: then the hop itself is linked, and the caller lost its context. */
  client: Span | undefined;
}

export interface Loose {
  calls: LooseCall[];
  answers: LooseAnswer[];
  /** SERVER spans of one service below one CLIENT span: a call that was delivered more than once. */
  repeated: { client: Span; spans: readonly Span[] }[];
  /** Answers to calls that failed, and were linked all the same. */
  late: { client: Span; spans: readonly Span[] }[];
}

export function looseIn(spans: readonly Span[]): Loose {
  const tree = new Tree(spans);
  const answers = spans.filter(isCalled);
  const repeated = spans.filter(isCall).flatMap((client) => tree.repeated(client));
  const copies = new Set(repeated.flatMap((each) => each.spans));
  const late = answers.flatMap((server) => tree.late(server)).filter(({ spans: hop }) => !copies.has(hop.at(-1)!));
  // One link is judged once, whatever else is wrong with its caller.
  const judged = new Set([...repeated, ...late].flatMap((each) => each.spans));
  return {
    calls: [
      ...spans.filter((span) => isCall(span) && !tree.isAnswered(span)).map((client) => ({ service: client.service, client, spans: tree.above(client) })),
      ...answers.filter((span) => span.kind === 'SERVER' && !tree.calls(span)).map((server) => ({ service: server.service, client: undefined, spans: [server] })),
    ],
    answers: answers.flatMap((server) => tree.looseAnswer(server)).filter(({ client, server }) => !client || !judged.has(server)),
    repeated,
    late,
  };
}

export function isCalled({ kind }: Span): boolean {
  return kind === 'SERVER' || kind === 'CONSUMER';
}

export function isCall({ kind }: Span): boolean {
  return kind === 'CLIENT' || kind === 'PRODUCER';
}

class Tree {
  readonly #spans: ById;
  readonly #children = new Map<string, Span[]>();
  /** Spans below which a call was made, or something of another service hangs without one. */
  readonly #calling: ReadonlySet<Span>;
  #tops: number | undefined;

  constructor(spans: readonly Span[]) {
    this.#spans = byIdOf(spans);
    this.#calling = withAbove(spans.flatMap((span) => this.#callsIn(span)), this.#spans);
    for (const span of spans) {
      if (span.parentSpanId === undefined) continue;
      const siblings = this.#children.get(span.parentSpanId);
      if (siblings) siblings.push(span);
      else this.#children.set(span.parentSpanId, [span]);
    }
  }

  isAnswered({ spanId, service }: Span): boolean {
    return this.#below(spanId).some((child) => isCalled(child) || child.service !== service);
  }

  /** Whether its service made a call below this span, or something of another service hangs there without one. */
  calls(span: Span): boolean {
    return this.#calling.has(span);
  }

  /** The span and those above it, as long as they are of its service. */
  above(span: Span): Span[] {
    return above(span, this.#spans);
  }

  looseAnswer(server: Span): LooseAnswer[] {
    const { service } = server;
    const caller = this.#parent(server);
    if (!caller) return [{ service, server, spans: [server], isEntry: this.#isEntry(server), client: undefined }];
    if (!isCall(caller) || caller.service === service) return [];
    const way = this.above(caller);
    return way.some(isCalled) || way.at(-1)!.parentSpanId !== undefined ? [] : [{ service, server, spans: [...way, server], isEntry: false, client: caller }];
  }

  #isEntry(server: Span): boolean {
    this.#tops ??= [...this.#spans.values()].filter((span) => !this.#parent(span)).length;
    return this.#tops === 1 && server.parentSpanId !== undefined && parentIsRemote(server) !== false;
  }

  repeated(client: Span): Loose['repeated'] {
    const servers = this.#below(client.spanId).filter(({ kind, service }) => kind === 'SERVER' && service !== client.service);
    if (servers.length < 2) return [];
    return [...Map.groupBy(servers, ({ service }) => service).values()].filter(({ length }) => length > 1).map((copies) => ({ client, spans: [...this.above(client), ...copies] }));
  }

  late(server: Span): Loose['late'] {
    const client = this.#parent(server);
    const failed = client?.kind === 'CLIENT' && client.service !== server.service && client.status === 'ERROR' && client.responseStatus === undefined;
    return failed ? [{ client, spans: [...this.above(client), server] }] : [];
  }

  #below(spanId: string): readonly Span[] {
    return this.#children.get(spanId) ?? [];
  }

  #parent(span: Span): Span | undefined {
    return parentOf(span, this.#spans);
  }

  /** It, where it is a call, and its parent, where that is of another service. */
  #callsIn(span: Span): Span[] {
    const parent = this.#parent(span);
    return [...isCall(span) ? [span] : [], ...parent && parent.service !== span.service ? [parent] : []];
  }
}
