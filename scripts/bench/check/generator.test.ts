// The generator against a slow count of what it wrote: every line through JSON.parse, and each number by its definition.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { BREAK_KINDS } from './breaks.ts';
import { generate, type Wanted } from './generator.ts';
import type { Truth } from './truth.ts';

interface Span {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  flags?: number;
  kind: number;
  text: string;
}

interface Line {
  resourceSpans: { resource: { attributes: { key: string; value: { stringValue: string } }[] }; scopeSpans: { spans: Omit<Span, 'service' | 'text'>[] }[] }[];
}

const FLAG_KNOWN = 0x100;
const FLAG_REMOTE = 0x200;
const [SERVER, CLIENT, PRODUCER, CONSUMER] = [2, 3, 4, 5];

function written(t: TestContext, wanted: Wanted): { bytes: Buffer; truth: Truth } {
  const folder = mkdtempSync(join(tmpdir(), 'tracehop-bench-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const descriptor = openSync(join(folder, 'spans.jsonl'), 'w');
  const truth = generate(descriptor, wanted);
  closeSync(descriptor);
  return { bytes: readFileSync(join(folder, 'spans.jsonl')), truth };
}

function occurrencesIn(bytes: Buffer): Span[] {
  return bytes.toString().trimEnd().split('\n').flatMap((text) => (JSON.parse(text) as Line).resourceSpans).flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')!.value.stringValue;
    return scopeSpans.flatMap(({ spans }) => spans).map((span) => ({ ...span, service, text: JSON.stringify(span) }));
  });
}

function recount(bytes: Buffer): Omit<Truth, 'breaks'> {
  const occurrences = occurrencesIn(bytes);
  const versions = Map.groupBy(occurrences, ({ traceId, spanId }) => traceId + spanId);
  const spans = [...versions.values()].map(([first]) => first!);
  const traces = [...Map.groupBy(spans, ({ traceId }) => traceId).values()];
  const contents = [...versions.values()].map((same) => ({ times: same.length, different: new Set(same.map(({ text }) => text)).size }));
  const entries = sum(traces, (trace) => Number(topsOf(trace).length === 1 && isEntry(topsOf(trace)[0]!)));
  return {
    bytes: bytes.length, lines: bytes.toString().split('\n').length - 1, spans: spans.length, traces: traces.length,
    roots: spans.filter(({ parentSpanId }) => parentSpanId === undefined).length,
    entries, orphans: sum(traces, (trace) => topsOf(trace).filter(({ parentSpanId }) => parentSpanId !== undefined).length) - entries,
    duplicates: sum(contents, ({ times, different }) => times - different), conflicts: contents.filter(({ different }) => different > 1).length,
    cycles: sum(traces, cyclesOf), services: [...new Set(spans.map(({ service }) => service))].toSorted(),
    edges: edgesOf(traces),
  };
}

/** Spans without a parent in their trace. */
function topsOf(trace: readonly Span[]): Span[] {
  return trace.filter(({ parentSpanId }) => !trace.some(({ spanId }) => spanId === parentSpanId));
}

function isEntry({ parentSpanId, kind, flags = 0 }: Span): boolean {
  return parentSpanId !== undefined && kind === SERVER && ((flags & FLAG_KNOWN) === 0 || (flags & FLAG_REMOTE) !== 0);
}

function cyclesOf(trace: readonly Span[]): number {
  const parents = new Map(trace.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const inCycles = [...parents.keys()].flatMap((start) => {
    const path = [start];
    for (let at = parents.get(start); at !== undefined && path.length <= trace.length; at = parents.get(at)) {
      if (at === start) return [path.toSorted().join()];
      path.push(at);
    }
    return [];
  });
  return new Set(inCycles).size;
}

/** What is broken stays 0: a file does not tell which hop an orphan had. */
function edgesOf(traces: readonly Span[][]): Truth['edges'] {
  const linked = traces.flatMap((trace) => trace.flatMap(({ service, kind, parentSpanId }) => {
    const parent = trace.find(({ spanId }) => spanId === parentSpanId);
    const isCall = [SERVER, CONSUMER].includes(kind) && [CLIENT, PRODUCER].includes(parent?.kind ?? 0);
    return parent !== undefined && (parent.service !== service || isCall) ? [{ from: parent.service, to: service }] : [];
  }));
  const edges = [...Map.groupBy(linked, ({ from, to }) => `${from} -> ${to}`)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return edges.map(([, same]) => ({ ...same[0]!, linked: same.length, broken: 0 }));
}

function sum<T>(values: readonly T[], count: (value: T) => number): number {
  return values.reduce((total, value) => total + count(value), 0);
}

for (const wanted of [{ size: 3e6, seed: 1, broken: 0.001 }, { size: 3e6, seed: 2, broken: 0.2 }, { size: 1, seed: 3, broken: 0 }, { size: 1e5, seed: 4, broken: 1 }]) {
  test(`The truth of ${wanted.size} bytes, of which ${wanted.broken} is broken, is what a slow count finds`, (t) => {
    const { bytes, truth: { breaks: _, ...truth } } = written(t, wanted);
    assert.deepEqual({ ...truth, edges: truth.edges.map((edge) => ({ ...edge, broken: 0 })) }, recount(bytes));
  });
}

test('The same seed gives the same bytes, and another seed gives others', (t) => {
  const [one, same, other] = [1, 1, 2].map((seed) => createHash('sha256').update(written(t, { size: 2e6, seed, broken: 0.01 }).bytes).digest('hex'));
  assert.equal(one, same);
  assert.notEqual(one, other);
});

test('A file with broken traces has all kinds of them, and each leaves its mark on the counts', (t) => {
  const { truth } = written(t, { size: 5e6, seed: 5, broken: 0.05 });
  assert.deepEqual(Object.keys(truth.breaks), BREAK_KINDS.toSorted());
  for (const mark of ['entries', 'orphans', 'duplicates', 'conflicts', 'cycles'] as const) assert.ok(truth[mark] > 0, mark);
  assert.ok(truth.edges.some(({ broken }) => broken > 0));
});

test('A healthy file has no mark of a break', (t) => {
  const { truth } = written(t, { size: 2e6, seed: 6, broken: 0 });
  assert.deepEqual([truth.orphans, truth.duplicates, truth.conflicts, truth.cycles, truth.breaks], [0, 0, 0, 0, {}]);
  assert.equal(truth.roots + truth.entries, truth.traces);
});

test('A span is about 950 bytes, a trace about 4.5 spans, and children come before their parents', (t) => {
  const { bytes, truth } = written(t, { size: 15e6, seed: 7, broken: 0.001 });
  assert.ok(Math.abs(truth.bytes / truth.spans - 950) < 50, `${truth.bytes / truth.spans}`);
  assert.ok(Math.abs(truth.spans / truth.traces - 4.5) < 0.1, `${truth.spans / truth.traces}`);
  const spans = occurrencesIn(bytes);
  const places = new Map(spans.map(({ spanId }, place) => [spanId, place]));
  assert.ok(spans.some(({ parentSpanId }, place) => (places.get(parentSpanId ?? '') ?? 0) > place));
});
