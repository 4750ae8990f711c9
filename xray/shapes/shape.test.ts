import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLine } from '../../verifier/reading/otlp-json.ts';
import type { Span } from '../../verifier/span.ts';
import { trees } from '../../verifier/trace.ts';
import { sendings } from './shape.ts';
import { SHAPES } from './shapes.ts';

const NOW = 1_764_000_000_000;

function spansOf(shapes: typeof SHAPES, copies = 1): Span[] {
  return sendings(shapes, copies, NOW).flatMap(({ body }) => {
    const line = readLine(body);
    assert.ok('spans' in line, JSON.stringify(line));
    return line.spans;
  });
}

for (const shape of SHAPES) {
  test(`'${shape.name}' sends each of its spans once, and every parent is among them`, () => {
    const spans = spansOf([shape]);
    assert.deepEqual(spans.map(({ name }) => name).sort(), shape.spans.map(({ name }) => name).sort());
    assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length);
    assert.ok(trees(spans).every(({ span }) => span.parentSpanId === undefined));
  });
}

test('no two shapes, and no two copies of one, share a trace', () => {
  const roots = spansOf(SHAPES, 3).filter(({ parentSpanId }) => parentSpanId === undefined);
  assert.equal(new Set(roots.map(({ traceId }) => traceId)).size, roots.length);
});

test('a link names a span of another trace', () => {
  const spans = spansOf(SHAPES.filter(({ name }) => name.startsWith('a link')));
  const linked = spans.find(({ links }) => links.length > 0)!;
  const target = spans.find(({ spanId }) => spanId === linked.links[0]!.spanId)!;
  assert.equal(target.traceId, linked.links[0]!.traceId);
  assert.notEqual(target.traceId, linked.traceId);
});

test('ids are the same in every run, and requests come in the order of their delays', () => {
  assert.deepEqual(spansOf(SHAPES).map(({ spanId }) => spanId), spansOf(SHAPES).map(({ spanId }) => spanId));
  const delays = sendings(SHAPES, 2, NOW).map(({ after }) => after);
  assert.deepEqual(delays, delays.toSorted((one, other) => one - other));
});
