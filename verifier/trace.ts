// The graph that spans make by naming their parents.

/** What places a span: its ids, and its parent's, where it has one. */
export interface Placed {
  traceId: string;
  spanId: string;
  parentSpanId: string | null | undefined;
}

export interface TreeNode<S extends Placed> {
  span: S;
  children: TreeNode<S>[];
}

/** Trees of the spans given, each span once. One whose parent is not there, or lies below itself, begins a tree. */
export function trees<S extends Placed>(spans: readonly S[]): TreeNode<S>[] {
  const nodes = new Map(spans.map((span) => [key(span.traceId, span.spanId), { span, children: [] as TreeNode<S>[] }]));
  const tops: TreeNode<S>[] = [];
  for (const node of nodes.values()) {
    const parent = parentOf(node.span, nodes);
    (parent && !climb(parent.span, node.span, (span) => parentOf(span, nodes)?.span).below ? parent.children : tops).push(node);
  }
  return tops;
}

/** Whether `span` lies below `ancestor`, through any of `spans` between them; a span lies below itself. */
export function descends(span: Placed, ancestor: Placed, spans: readonly Placed[]): boolean {
  return ascent(span, ancestor, spans).below;
}

/** The same, and where it is not: whether the way up ends at a parent that is not there, not at a root or in a cycle. */
export function ascent(span: Placed, ancestor: Placed, spans: readonly Placed[]): { below: boolean; gap: boolean } {
  return climb(span, ancestor, ({ traceId, parentSpanId }) => spans.findLast((each) => each.spanId === parentSpanId && each.traceId === traceId));
}

/** The last span that is there on the way up from this one: itself, where its parent is not there. */
export function topOf<S extends Placed>(span: S, spans: readonly S[]): S {
  const visited: S[] = [];
  let at: S | undefined = span;
  for (let next: S | undefined = span; next && !visited.includes(next); next = spans.find((each) => each.spanId === at!.parentSpanId && each.traceId === at!.traceId)) {
    visited.push(next);
    at = next;
  }
  return at;
}

function climb(span: Placed, ancestor: Placed, parentIn: (span: Placed) => Placed | undefined): { below: boolean; gap: boolean } {
  const visited: Placed[] = [];
  let at = span;
  while (!visited.includes(at)) {
    if (at.spanId === ancestor.spanId && at.traceId === ancestor.traceId) return { below: true, gap: false };
    visited.push(at);
    const parent = parentIn(at);
    if (!parent) return { below: false, gap: hasParent(at) };
    at = parent;
  }
  return { below: false, gap: false };
}

function parentOf<Node>(span: Placed, nodes: ReadonlyMap<string, Node>): Node | undefined {
  return hasParent(span) ? nodes.get(key(span.traceId, span.parentSpanId)) : undefined;
}

function hasParent(span: Placed): span is Placed & { parentSpanId: string } {
  return typeof span.parentSpanId === 'string';
}

function key(traceId: string, spanId: string): string {
  return `${traceId} ${spanId}`;
}
