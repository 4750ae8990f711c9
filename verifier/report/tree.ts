// The request's spans as a tree, with the ids that must match marked: ① is the id that the probe sent, ② the
// id of A's CLIENT span.

import type { SpanEntry, VerdictDocument } from '../document.ts';
import { type TreeNode, trees } from '../trace.ts';
import { seen } from '../truth.ts';
import { parseTraceparent } from '../wire.ts';
import type { Paint } from './paint.ts';

interface Row {
  label: string;
  spanId: string;
  parent: string;
}

export function treeText(document: VerdictDocument, paint: Paint): string[] {
  const traceIds = [...new Set([...traceOf(document), ...document.spans.map(({ traceId }) => traceId)])];
  return traceIds.flatMap((traceId) => {
    const rows = rowsOf(traceId, document);
    const width = Math.max(...rows.map(({ label }) => label.length));
    return [
      paint('bold', `Trace ${traceId}`),
      ...rows.map(({ label, spanId, parent }) => `  ${label.padEnd(width)}   ${mark(spanId, document)}${spanId}   ${parent}`.trimEnd()),
    ];
  });
}

function rowsOf(traceId: string, document: VerdictDocument): Row[] {
  const tops = trees(document.spans.filter((span) => span.traceId === traceId));
  const probe = probeOf(document);
  if (probe?.traceId !== traceId) return tops.flatMap((top) => nodeRows(top, '', '', document));
  const below = tops.filter(({ span }) => span.parentSpanId === probe.parentId);
  const others = tops.filter((top) => !below.includes(top));
  return [
    { label: 'the probe', spanId: probe.parentId, parent: '' },
    ...childRows(below, '', document),
    ...others.flatMap((top) => nodeRows(top, '', '', document)),
  ];
}

function nodeRows({ span, children }: TreeNode<SpanEntry>, branch: string, indent: string, document: VerdictDocument): Row[] {
  const status = span.status === 'ERROR' ? ' (error)' : '';
  return [
    { label: `${branch}${span.service} ${span.kind} ${span.name}${status}`, spanId: span.spanId, parent: parentText(span, branch !== '', document) },
    ...childRows(children, indent, document),
  ];
}

function childRows(nodes: readonly TreeNode<SpanEntry>[], indent: string, document: VerdictDocument): Row[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    return nodeRows(node, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`, document);
  });
}

function parentText({ parentSpanId, parentIsRemote }: SpanEntry, placed: boolean, document: VerdictDocument): string {
  if (parentSpanId === null) return '✗ no parent: it begins a trace';
  const remote = parentIsRemote === true ? ' (remote)' : '';
  const parent = `parent ${mark(parentSpanId, document)}${parentSpanId}${remote}`;
  return placed ? parent : `${parent} ✗ not in this trace: an orphan`;
}

function mark(spanId: string, document: VerdictDocument): string {
  if (spanId === probeOf(document)?.parentId) return '①';
  return spanId === clientOf(document)?.spanId ? '②' : ' ';
}

/** The CLIENT span of the call: the one that B's SERVER span names, or else the last. */
function clientOf({ spans, witnesses: { recorded } }: VerdictDocument): SpanEntry | undefined {
  const clients = spans.filter(({ kind }) => kind === 'CLIENT');
  return clients.find(({ spanId }) => seen(recorded) && recorded.parentSpanId === spanId) ?? clients.at(-1);
}

function probeOf({ witnesses: { probe } }: VerdictDocument): ReturnType<typeof parseTraceparent> {
  return seen(probe) ? parseTraceparent(probe) : undefined;
}

function traceOf(document: VerdictDocument): string[] {
  const probe = probeOf(document);
  return probe ? [probe.traceId] : [];
}
