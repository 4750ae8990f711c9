import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PARENT, packId, SPAN, TRACE, WORDS } from '../verifier/reading/records.ts';
import { ABSENT, join, REPEATED, ROOT } from './join.ts';

type Row = readonly [trace: string, span: string, parent?: string];

function recordsOf(rows: readonly Row[]): Uint32Array {
  const records = new Uint32Array(rows.length * WORDS);
  rows.forEach(([trace, span, parent], record) => {
    packId(trace.padStart(32, '0'), 4, records, record * WORDS + TRACE);
    packId(span.padStart(16, '0'), 2, records, record * WORDS + SPAN);
    if (parent !== undefined) packId(parent.padStart(16, '0'), 2, records, record * WORDS + PARENT);
  });
  return records;
}

const PLACES: [says: string, rows: Row[], parents: number[], tops: number[], cycles: number][] = [
  ['nothing', [], [], [], 0],
  ['a root and its child', [['1', '1'], ['1', '2', '1']], [ROOT, 0], [1], 0],
  ['a child before its parent', [['1', '2', '1'], ['1', '1']], [1, ROOT], [1], 0],
  ['a parent in another trace', [['1', '1'], ['2', '2', '1']], [ROOT, ABSENT], [1, 1], 0],
  ['one span id in two traces', [['1', '1'], ['2', '1'], ['2', '2', '1']], [ROOT, ROOT, 1], [1, 1], 0],
  ['a repetition', [['1', '1'], ['1', '1'], ['1', '2', '1']], [ROOT, REPEATED, 0], [1], 0],
  ['two contents, of which the one without a parent counts', [['1', '1', '9'], ['1', '1']], [ROOT, REPEATED], [1], 0],
  ['a span that is its own parent', [['1', '1', '1']], [0], [0], 1],
  ['a circle of three with two spans below', [['1', '1', '3'], ['1', '2', '1'], ['1', '3', '2'], ['1', '4', '1'], ['1', '5', '4']], [2, 0, 1, 0, 3], [0], 1],
  ['two circles in one trace', [['1', '1', '2'], ['1', '2', '1'], ['1', '3', '4'], ['1', '4', '3'], ['1', '5']], [1, 0, 3, 2, ROOT], [1], 2],
];

for (const [says, rows, parents, tops, cycles] of PLACES) {
  test(`${says}: ${cycles} cycles`, () => {
    const joined = join(recordsOf(rows));
    assert.deepEqual([[...joined.parents], [...joined.tops], joined.cycles.length], [parents, tops, cycles]);
  });
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const COUNT = 100_000;

const IDS: [says: string, trace: (index: number) => string, span: (index: number) => string][] = [
  ['trace ids that count up', (index) => hex(index, 32), () => hex(7, 16)],
  ['trace ids that count up in their first digits', (index) => hex(index, 8).padEnd(32, '0'), () => hex(7, 16)],
  ['trace ids with equal halves', (index) => hex(index, 16).repeat(2), () => hex(7, 16)],
  ['trace ids with equal quarters', (index) => hex(index, 8).repeat(4), () => hex(7, 16)],
  ['span ids that count up in one trace', () => hex(1, 32), (index) => hex(index, 16)],
  ['span ids with equal halves', () => hex(1, 32), (index) => hex(index, 8).repeat(2)],
  ['span ids that are the end of their trace ids', (index) => hex(index, 32), (index) => hex(index, 16)],
];

for (const [says, trace, span] of IDS) {
  test(`100,000 ${says}: all are told apart, and none is far from its place`, { timeout: 20_000 }, () => {
    const rows = Array.from({ length: COUNT }, (_, index): Row => [trace(index + 1), span(index + 1)]);
    const { parents, traceCount } = join(recordsOf(rows));
    assert.deepEqual([parents.every((parent) => parent === ROOT), traceCount], [true, new Set(rows.map(([id]) => id)).size]);
  });
}
