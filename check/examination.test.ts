import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { type Checked, checkedLines, linksIn } from './fixtures.ts';
import { PLAIN_SPANS, plainLine } from './fixtures/plain-lines.ts';
import { countedPlainly, type PlainSpan } from './fixtures/reference.ts';

const SEED = 7;
const ASKED = [[], [{ caller: 'service-a', callee: 'service-b' }], [{ caller: 'service-a', callee: 'service-b' }, { caller: 'service-b', callee: 'service-c' }], [{ caller: 'service-a', callee: 'service-a' }]];
const oneEach = (spans: readonly PlainSpan[]): string[] => spans.map((span) => plainLine([span]));
const shuffled = (spans: readonly PlainSpan[]) => fc.shuffledSubarray([...spans], { minLength: spans.length });

function holds<Value>(value: fc.Arbitrary<Value>, property: (value: Value) => void, numRuns = 300): void {
  fc.assert(fc.property(value, property), { seed: SEED, numRuns });
}

test('the counts are those of a plain count by Maps of texts', () => {
  const met = new Set<string>();
  holds(PLAIN_SPANS, (spans) => {
    const { edges: _, services: __, ...counts } = checkedLines(oneEach(spans));
    const expected = countedPlainly(spans);
    for (const [name, count] of Object.entries(expected)) if (typeof count === 'number' && count > 1) met.add(name);
    assert.deepEqual({ ...counts, links: linksIn(oneEach(spans)) }, expected);
  });
  assert.equal(met.size, 8, [...met].join(', '));
});

test('links that are counted, and not judged, are the edges', () => {
  holds(PLAIN_SPANS, (spans) => {
    const { edges } = checkedLines(oneEach(spans));
    const { links } = countedPlainly(spans);
    for (const edge of Object.keys(links)) assert.ok(edges.some(({ from, to }) => edge === `${from} -> ${to}`), edge);
  });
});

for (const asked of ASKED) {
  const name = asked.map(({ caller, callee }) => `${caller} -> ${callee}`).join(', ') || 'nothing';
  test(`the order of the lines, and which spans share one, change nothing; asked: ${name}`, () => {
    holds(PLAIN_SPANS.chain((spans) => fc.tuple(fc.constant(spans), shuffled(spans), fc.nat(spans.length))), ([spans, others, cut]) => {
      const checked = checkedLines(oneEach(spans), { asked });
      assert.deepEqual(checkedLines(oneEach(others), { asked }), checked);
      assert.deepEqual(checkedLines([others.slice(0, cut), others.slice(cut)].map(plainLine), { asked }), checked);
    });
  });

  test(`repetition changes the number of duplicates alone; asked: ${name}`, () => {
    holds(PLAIN_SPANS.chain((spans) => fc.tuple(fc.constant(spans), fc.subarray(spans))), ([spans, again]) => {
      const checked = checkedLines(oneEach(spans), { asked });
      assert.deepEqual(checkedLines(oneEach([...again, ...spans]), { asked }), { ...checked, duplicates: checked.duplicates + again.length });
    });
  });

  test(`the verdicts of each edge add up to its hops, and none is counted below zero; asked: ${name}`, () => {
    holds(PLAIN_SPANS, (spans) => addsUp(checkedLines(oneEach(spans), { asked })));
  });
}

function addsUp({ edges }: Checked): void {
  for (const { from, to, linked, broken, undecided, verdicts } of edges) {
    const sum = Object.values(verdicts).reduce((total, count) => total + count, 0);
    assert.deepEqual([sum, Math.min(0, linked)], [linked + broken + undecided, 0], `${from} -> ${to}: ${linked} linked, ${broken} broken, ${undecided} undecided, ${JSON.stringify(verdicts)}`);
  }
}

test('a service is known by its spans: not by a group without any', () => {
  const group = plainLine([{ service: 'service-x', traceId: '', spanId: '', parentSpanId: undefined, kind: 2, flags: 0, startTimeUnixNano: '0', name: 'x' }]);
  const { services } = checkedLines([group, plainLine([{ service: 'service-a', traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '1111111111111111', parentSpanId: undefined, kind: 2, flags: 0, startTimeUnixNano: '0', name: 'x' }])]);
  assert.deepEqual(services, ['service-a']);
});
