// A trace before a component and behind it, side by side: each span with how deep it stood, and how deep it stands now.

import { type TreeNode, trees } from '../../verifier/trace.ts';
import type { ExampleSpan, ExampleTrace } from '../../verifier/xray.ts';

export interface ExampleRow {
  span: ExampleSpan;
  depth: number;
  /** An orphan begins a tree of its own; what is gone keeps its place. */
  depthAfter: number;
  isGone: boolean;
}

export function exampleRows({ spans }: ExampleTrace): ExampleRow[] {
  return trees(spans).flatMap((top) => rowsBelow(top, 0, 0));
}

function rowsBelow({ span, children }: TreeNode<ExampleSpan>, depth: number, below: number): ExampleRow[] {
  const isGone = span.fate === 'dropped' || span.fate === 'dropped as meant';
  const depthAfter = span.fate === 'orphaned' ? 0 : below;
  return [{ span, depth, depthAfter, isGone }, ...children.flatMap((child) => rowsBelow(child, depth + 1, depthAfter + 1))];
}
