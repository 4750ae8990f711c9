import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Comparison, compare } from './comparison.ts';
import { passedSpan, tapOf, TRACE } from './fixtures.ts';
import type { Passed } from './passed.ts';
import { united } from './tap.ts';

const OTHER = '11111111111111111111111111111111';
const ROOT = passedSpan('a');
const CALL = passedSpan('b', 'a');
const WORK = passedSpan('c', 'b');
const SPANS = [ROOT, CALL, WORK];

const NOTHING: Partial<Comparison> = {
  dropped: 0, diverted: 0, duplicated: 0, added: 0, tracesWhole: 1, tracesGone: 0, tracesMeant: 0, tracesDiverted: 0, tracesBroken: 0, tracesSplit: 0, tracesReordered: 0,
  orphansMade: 0, idsChanged: 0, parentsChanged: 0, flagsChanged: 0, linksChanged: 0, traceStateChanged: 0,
  attributesAdded: {}, attributesRemoved: {}, attributesChanged: {},
};

const BROKEN = { tracesWhole: 0, tracesBroken: 1 };

const CASES: [says: string, out: Passed[], changes: Partial<Comparison>][] = [
  ['nothing', SPANS, {}],
  ['a span in the middle dropped', [ROOT, WORK], { ...BROKEN, dropped: 1, orphansMade: 1 }],
  ['a leaf dropped', [ROOT, CALL], { ...BROKEN, dropped: 1 }],
  ['a whole trace dropped', [], { tracesWhole: 0, tracesGone: 1, dropped: 3 }],
  ['a span sent twice', [...SPANS, WORK], { duplicated: 1 }],
  ['a span added', [...SPANS, passedSpan('d', 'c')], { added: 1 }],
  ['another parent', [ROOT, CALL, { ...WORK, parentSpanId: ROOT.spanId }], { ...BROKEN, parentsChanged: 1 }],
  ['a parent that is not there', [ROOT, CALL, passedSpan('c', 'd')], { ...BROKEN, parentsChanged: 1, orphansMade: 1 }],
  ['another span id', [ROOT, { ...CALL, spanId: '9'.repeat(16) }, WORK], { ...BROKEN, idsChanged: 1, orphansMade: 1 }],
  ['another trace id for all', SPANS.map((span) => ({ ...span, traceId: OTHER })), { ...BROKEN, idsChanged: 3 }],
  ['another order', [WORK, CALL, ROOT], { tracesReordered: 1 }],
  ['other flags', [{ ...ROOT, flags: 1 }, CALL, WORK], { flagsChanged: 1 }],
  ['another trace state', [{ ...ROOT, traceState: 'ot=th:8' }, CALL, WORK], { traceStateChanged: 1 }],
  ['a link removed', [{ ...ROOT, links: 'x y' }, CALL, WORK], { linksChanged: 1 }],
  ['attributes', [{ ...ROOT, names: ['k', 'same', 'new'], values: [2, 1, 1] }, CALL, WORK], { attributesChanged: { k: 1 }, attributesAdded: { new: 1 }, attributesRemoved: { old: 1 } }],
];

for (const [says, out, changes] of CASES) {
  test(`a component that changed ${says} is seen to have changed just that`, () => {
    const input = says === 'attributes' ? [{ ...ROOT, names: ['k', 'same', 'old'], values: [1, 1, 1] }, CALL, WORK] : SPANS;
    const { spansIn, spansOut, tracesIn, examples: _examples, broken, ...found } = compare(tapOf(...input), [tapOf(...out)]);
    assert.deepEqual(found, { ...NOTHING, ...changes });
    assert.deepEqual(broken, found.tracesBroken > 0 ? [TRACE] : []);
    assert.deepEqual({ spansIn, spansOut, tracesIn }, { spansIn: 3, spansOut: out.length, tracesIn: 1 });
  });
}

test('of a span that was dropped before, its child is no orphan that this component made', () => {
  assert.equal(compare(tapOf(ROOT, WORK), [tapOf(ROOT, WORK)]).orphansMade, 0);
  assert.equal(compare(tapOf(ROOT, WORK), [tapOf(ROOT, WORK)]).tracesWhole, 1);
});

test('a trace of which no destination has all is split, and one that each has is not', () => {
  assert.equal(compare(tapOf(...SPANS), [tapOf(ROOT, CALL), tapOf(WORK)]).tracesSplit, 1);
  assert.equal(compare(tapOf(...SPANS), [tapOf(...SPANS), tapOf(...SPANS)]).tracesSplit, 0);
  assert.equal(compare(tapOf(...SPANS), [tapOf(...SPANS), tapOf()]).tracesSplit, 0);
});

test('under other span ids, what names its parent by the old one is an orphan', () => {
  const all = SPANS.map((span, at) => ({ ...span, spanId: `${at + 1}`.repeat(16) }));
  const { idsChanged, orphansMade, tracesBroken } = compare(tapOf(...SPANS), [tapOf(...all)]);
  assert.deepEqual({ idsChanged, orphansMade, tracesBroken }, { idsChanged: 3, orphansMade: 2, tracesBroken: 1 });
});

test('the order of what came through several taps is not judged', () => {
  const backwards = tapOf(...SPANS.toReversed());
  assert.equal(compare(tapOf(...SPANS), [backwards]).tracesReordered, 1);
  assert.equal(compare(tapOf(...SPANS), [backwards, tapOf()]).tracesReordered, 0);
  assert.equal(compare(united([tapOf(...SPANS), tapOf()]), [backwards]).tracesReordered, 0);
});

test('what its like lets pass beside it was diverted; what neither lets pass was dropped', () => {
  const both = compare(tapOf(...SPANS), [tapOf(ROOT, CALL)], { passed: tapOf(WORK), met: tapOf(WORK) });
  assert.deepEqual([both.diverted, both.dropped, both.tracesWhole, both.orphansMade], [1, 0, 1, 0]);
  const all = compare(tapOf(...SPANS, passedSpan('e', undefined, { traceId: OTHER })), [tapOf(...SPANS)], { passed: tapOf(passedSpan('e', undefined, { traceId: OTHER })) });
  assert.deepEqual([all.diverted, all.tracesWhole, all.tracesDiverted, all.tracesGone], [1, 1, 1, 0]);
  const neither = compare(tapOf(...SPANS), [tapOf(ROOT)], { passed: tapOf(WORK), met: tapOf(WORK) });
  assert.deepEqual([neither.diverted, neither.dropped, neither.tracesBroken, neither.orphansMade], [1, 1, 1, 1]);
});

test('a trace of which another part comes out beside was broken by what dropped this part, and its example shows both', () => {
  const [dropped, kept] = [compare(tapOf(ROOT, CALL), [tapOf()], { met: tapOf(WORK) }), compare(tapOf(WORK), [tapOf(WORK)], { met: tapOf() })];
  assert.deepEqual([dropped.tracesBroken, dropped.tracesGone, dropped.dropped, dropped.orphansMade], [1, 0, 2, 1]);
  assert.deepEqual(dropped.examples[0]!.spans.map(({ name, fate }) => `${name}: ${fate}`), ['span a: dropped', 'span b: dropped', 'span c: orphaned']);
  assert.deepEqual([kept.tracesBroken, kept.tracesWhole], [0, 1]);
  assert.equal(compare(tapOf(ROOT, CALL), [tapOf()], { met: tapOf(passedSpan('d', undefined, { traceId: OTHER })) }).tracesGone, 1);
});

test('nothing is lost with spans that are to be dropped, as long as no other span misses them', () => {
  const isMeant = ({ spanId }: Passed): boolean => spanId === WORK.spanId;
  const leaf = compare(tapOf(...SPANS), [tapOf(ROOT, CALL)], { isMeant });
  assert.deepEqual([leaf.dropped, leaf.tracesWhole, leaf.tracesBroken], [1, 1, 0]);
  const middle = compare(tapOf(...SPANS), [tapOf(ROOT, WORK)], { isMeant: ({ spanId }) => spanId === CALL.spanId });
  assert.deepEqual([middle.dropped, middle.tracesBroken, middle.orphansMade], [1, 1, 1]);
  const all = compare(tapOf(...SPANS), [tapOf()], { isMeant: () => true });
  assert.deepEqual([all.tracesGone, all.tracesMeant], [1, 1]);
});

test('a part of a trace that is to be dropped is missed where its children come out beside, and nowhere else', () => {
  const ends = (...met: Passed[]): number[] => {
    const { tracesMeant, tracesBroken } = compare(tapOf(ROOT, CALL), [tapOf()], { met: tapOf(...met), isMeant: () => true });
    return [tracesMeant, tracesBroken];
  };
  assert.deepEqual([ends(WORK), ends(passedSpan('d'))], [[0, 1], [1, 0]]);
});

test('an example shows each span of the trace, and what became of it', () => {
  const [example] = compare(tapOf(...SPANS), [tapOf(ROOT, WORK)]).examples;
  assert.deepEqual(example!.spans.map(({ name, fate }) => `${name}: ${fate}`), ['span a: kept', 'span b: dropped', 'span c: orphaned']);
  assert.equal(example!.omitted, 0);
});

test('of a long trace an example shows those that something happened to, and their parents', () => {
  const long = Array.from({ length: 40 }, (_, at) => passedSpan(at.toString(16), at === 0 ? undefined : (at - 1).toString(16)));
  const [example] = compare(tapOf(...long), [tapOf(...long.filter((_, at) => at !== 30))]).examples;
  assert.deepEqual([example!.spans.length, example!.omitted], [12, 28]);
  assert.deepEqual(example!.spans.filter(({ fate }) => fate !== 'kept').map(({ name, fate }) => `${name}: ${fate}`), ['span 1e: dropped', 'span 1f: orphaned']);
  assert.ok(example!.spans.some(({ name }) => name === 'span 1d'));
});
