import assert from 'node:assert/strict';
import { test } from 'node:test';

import { OTHER_TRACE, span } from './fixtures/evidence.ts';
import type { Span } from './span.ts';
import { ascent, descends, type TreeNode, trees } from './trace.ts';

function named(spanId: string, parentSpanId?: string, fields: Partial<Span> = {}): Span {
  return span({ spanId, parentSpanId, ...fields });
}

/** `a(b c(d))`: a span, and in brackets what lies below it. */
function drawn(nodes: readonly TreeNode<Span>[]): string {
  return nodes.map(({ span: { spanId }, children }) => children.length === 0 ? spanId : `${spanId}(${drawn(children)})`).join(' ');
}

const FORESTS: [says: string, spans: Span[], drawing: string][] = [
  ['no spans make no tree', [], ''],
  ['a chain is one tree', [named('a'), named('b', 'a'), named('c', 'b')], 'a(b(c))'],
  ['the order in which spans arrive does not matter', [named('c', 'b'), named('b', 'a'), named('a')], 'a(b(c))'],
  ['two calls lie side by side', [named('a'), named('b', 'a'), named('c', 'a')], 'a(b c)'],
  ['two roots are two trees', [named('a'), named('b'), named('c', 'b')], 'a b(c)'],
  ['an orphan begins a tree', [named('a'), named('c', 'b')], 'a c'],
  ['a span that is its own parent begins a tree', [named('a', 'a'), named('b', 'a')], 'a(b)'],
  ['every span of a cycle begins a tree, and none is lost', [named('a', 'b'), named('b', 'a'), named('c', 'b')], 'a b(c)'],
  ['a span that comes twice is there once', [named('a'), named('b', 'a'), named('b', 'a')], 'a(b)'],
  ['a parent of the same id in another trace is none', [named('a', undefined, { traceId: OTHER_TRACE }), named('b', 'a')], 'a b'],
];

for (const [says, spans, drawing] of FORESTS) {
  test(says, () => assert.equal(drawn(trees(spans)), drawing));
}

const WAYS: [says: string, spans: Span[], below: boolean, gap: boolean][] = [
  ['a child lies below its parent', [named('top'), named('it', 'top')], true, false],
  ['a span lies below the one that it reaches through others', [named('top'), named('x', 'top'), named('it', 'x')], true, false],
  ['a span lies below one that is itself an orphan', [named('top', 'gone'), named('it', 'top')], true, false],
  ['a root lies below nothing', [named('top'), named('it')], false, false],
  ['a span whose parent is not there leaves a gap', [named('top'), named('it', 'gone')], false, true],
  ['a span below such a one leaves a gap too', [named('top'), named('x', 'gone'), named('it', 'x')], false, true],
  ['a parent does not lie below its child', [named('it'), named('top', 'it')], false, false],
  ['a sibling does not lie below its sibling', [named('x'), named('top', 'x'), named('it', 'x')], false, false],
  ['the way up ends in a cycle', [named('top'), named('x', 'it'), named('it', 'x')], false, false],
  ['a span that is its own parent is a cycle', [named('top'), named('it', 'it')], false, false],
  ['a span of the same id in another trace is not the one', [named('top', undefined, { traceId: OTHER_TRACE }), named('it', 'top')], false, true],
];

for (const [says, spans, below, gap] of WAYS) {
  test(says, () => {
    const [top, it] = ['top', 'it'].map((id) => spans.find(({ spanId }) => spanId === id)!) as [Span, Span];
    assert.deepEqual(ascent(it, top, spans), { below, gap });
    assert.equal(descends(it, top, spans), below);
  });
}

test('a span lies below itself', () => {
  const alone = named('a');
  assert.equal(descends(alone, alone, [alone]), true);
});

test('a chain of 50,000 spans is followed to its end', () => {
  const chain = Array.from({ length: 50_000 }, (_, index) => named(String(index), index === 0 ? undefined : String(index - 1)));
  assert.equal(descends(chain.at(-1)!, chain[0]!, chain), true);
});
