// The graph that spans make by naming their parents.

import type { Span } from './span.ts';

export interface TreeNode {
  span: Span;
  children: TreeNode[];
}

/** Trees of the spans given, each span once. One whose parent is not there, or lies below itself, begins a tree. */
export function trees(spans: readonly Span[]): TreeNode[] {
  const nodes = new Map(spans.map((span) => [key(span.traceId, span.spanId), { span, children: [] as TreeNode[] }]));
  const unique = [...nodes.values()].map((node) => node.span);
  const tops: TreeNode[] = [];
  for (const node of nodes.values()) {
    const parent = parentOf(node.span, nodes);
    (parent && !descends(parent.span, node.span, unique) ? parent.children : tops).push(node);
  }
  return tops;
}

/** Whether `span` lies below `ancestor`, through any of `spans` between them; a span lies below itself. */
export function descends(span: Span, ancestor: Span, spans: readonly Span[]): boolean {
  const nodes = new Map(spans.map((each) => [key(each.traceId, each.spanId), { span: each }]));
  const visited = new Set<Span>();
  for (let at: Span | undefined = span; at && !visited.has(at); at = parentOf(at, nodes)?.span) {
    if (at.spanId === ancestor.spanId && at.traceId === ancestor.traceId) return true;
    visited.add(at);
  }
  return false;
}

function parentOf<Node extends { span: Span }>(span: Span, nodes: ReadonlyMap<string, Node>): Node | undefined {
  return span.parentSpanId === undefined ? undefined : nodes.get(key(span.traceId, span.parentSpanId));
}

function key(traceId: string, spanId: string): string {
  return `${traceId} ${spanId}`;
}
