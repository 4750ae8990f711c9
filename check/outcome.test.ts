import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CountChange, EdgeChange, EdgeEntry } from '../verifier/check.ts';
import { askedEdge, expectationOf } from './asked.ts';
import { limitExpectations, type Limits } from './limits.ts';
import { exitCodeOf, isLinked, summaryOf } from './outcome.ts';

const edge = (from: string, to: string, fields: Partial<EdgeEntry> = {}): EdgeEntry => ({ from, to, linked: 0, broken: 0, undecided: 0, verdicts: {}, brokenSince: null, examples: [], ...fields });
const BROKEN = edge('a', 'b', { linked: 3, broken: 1, verdicts: { LINKED: 3, HEADER_STRIPPED: 1 } });

interface Counts { orphans?: number; cycles?: number; asked?: string[]; limits?: Limits; unreadableCount?: number }

const OUTCOMES: [says: string, edges: EdgeEntry[], counts: Counts, exit: number, summary: string][] = [
  ['all linked', [edge('a', 'b', { linked: 3 })], {}, 0, 'every hop of 2 traces is linked: a -> b 3.'],
  ['no hop at all', [], {}, 0, 'every hop of 2 traces is linked: there is none between two services.'],
  ['a broken hop', [BROKEN], {}, 1, 'a -> b is broken in 1 of 4 hops (HEADER_STRIPPED).'],
  ['an orphan', [], { orphans: 1 }, 1, '1 orphan.'],
  ['cycles', [], { cycles: 2 }, 1, '2 cycles.'],
  ['four broken edges', [...'bcde'].map((to) => edge('a', to, { broken: 1 })), { orphans: 4 }, 1, 'a -> b is broken in 1 of 1 hops (); a -> c is broken in 1 of 1 hops (); a -> d is broken in 1 of 1 hops (); 1 more edges are broken; 4 orphans.'],
  ['asked, and linked', [edge('a', 'b', { linked: 3 })], { asked: ['a -> b'] }, 0, '`a -> b` holds.'],
  ['asked, and linked beside orphans', [edge('a', 'b', { linked: 3 })], { asked: ['a -> b'], orphans: 1 }, 0, '`a -> b` holds; 1 orphan.'],
  ['two asked, and linked', [edge('a', 'b', { linked: 3 })], { asked: ['a -> b', '!b -> a'] }, 0, '`a -> b`, `!b -> a` hold.'],
  ['asked, and broken', [BROKEN], { asked: ['a -> b'] }, 1, '`a -> b` does not hold: 3 linked, 1 broken.'],
  ['asked, and not there', [edge('a', 'c', { linked: 3 })], { asked: ['a -> b'] }, 1, '`a -> b` does not hold: 0 linked, 0 broken.'],
  ['asked, and nobody knows', [edge('a', 'b', { undecided: 2 })], { asked: ['a -> b'] }, 4, '`a -> b` does not hold: 0 linked, 0 broken, 2 undecided.'],
  ['asked, and linked, and nobody knows of one', [edge('a', 'b', { linked: 1, undecided: 2 })], { asked: ['a -> b'] }, 4, '`a -> b` holds.'],
  ['asked, and nobody knows of one that is broken as well', [edge('a', 'b', { broken: 1, undecided: 2 })], { asked: ['a -> b'] }, 1, '`a -> b` does not hold: 0 linked, 1 broken, 2 undecided.'],
  ['one that must not be, beside one of which nobody knows', [edge('a', 'b', { linked: 1 }), edge('c', 'd', { undecided: 1 })], { asked: ['!a -> b', 'c -> d'] }, 1, '`!a -> b` does not hold: 1 linked; `c -> d` does not hold: 0 linked, 0 broken, 1 undecided.'],
  ['one that is not there, beside one of which nobody knows', [edge('c', 'd', { undecided: 1 })], { asked: ['a -> b', 'c -> d'] }, 1, '`a -> b` does not hold: 0 linked, 0 broken; `c -> d` does not hold: 0 linked, 0 broken, 1 undecided.'],
  ['orphans, as many as may be', [], { orphans: 2, limits: { orphans: 2 } }, 0, '`orphans <= 2` holds; 2 orphans.'],
  ['more orphans than may be', [], { orphans: 3, limits: { orphans: 2 } }, 1, '`orphans <= 2` does not hold: 3; 3 orphans.'],
  ['orphans that may be, and cycles of which nothing is said', [], { orphans: 1, cycles: 1, limits: { orphans: 2 } }, 1, '`orphans <= 2` holds; 1 orphan; 1 cycle.'],
  ['cycles that may be', [], { cycles: 1, limits: { cycles: 1 } }, 0, '`cycles <= 1` holds; 1 cycle.'],
  ['broken hops, as many as may be', [BROKEN], { limits: { broken: 1 } }, 0, '`broken <= 1` holds; a -> b is broken in 1 of 4 hops (HEADER_STRIPPED).'],
  ['broken hops, and orphans that may be', [BROKEN], { orphans: 1, limits: { orphans: 1 } }, 1, '`orphans <= 1` holds; a -> b is broken in 1 of 4 hops (HEADER_STRIPPED); 1 orphan.'],
  ['lines that cannot be read, and must not be', [], { unreadableCount: 1, limits: { unreadable: 0 } }, 1, '`unreadable <= 0` does not hold: 1; 1 line that cannot be read is left out.'],
  ['all linked, and lines that cannot be read', [edge('a', 'b', { linked: 3 })], { unreadableCount: 2 }, 0, 'every hop of 2 traces is linked: a -> b 3; 2 lines that cannot be read are left out.'],
  ['a service without a name', [edge('', 'b', { linked: 3 })], {}, 0, 'every hop of 2 traces is linked: (no service.name) -> b 3.'],
  ['a broken hop to a service without a name', [edge('a', '', { broken: 1, verdicts: { HEADER_STRIPPED: 1 } })], {}, 1, 'a -> (no service.name) is broken in 1 of 1 hops (HEADER_STRIPPED).'],
  ['very many edges', Array.from({ length: 12 }, (_, at) => edge('a', `b${at}`, { linked: 1 })), {}, 0, `every hop of 2 traces is linked: ${Array.from({ length: 10 }, (_, at) => `a -> b${at} 1`).join(', ')}, and 2 more.`],
  ['asked, and linked, beside orphans that must not be', [edge('a', 'b', { linked: 3 })], { asked: ['a -> b'], orphans: 1, limits: { orphans: 0 } }, 1, '`orphans <= 0` does not hold: 1; 1 orphan.'],
  ['asked, and nobody knows, beside orphans that must not be', [edge('a', 'b', { undecided: 1 })], { asked: ['a -> b'], orphans: 1, limits: { orphans: 0 } }, 1, '`a -> b` does not hold: 0 linked, 0 broken, 1 undecided; `orphans <= 0` does not hold: 1; 1 orphan.'],
];

for (const [says, edges, { orphans = 0, cycles = 0, asked = [], limits = {}, unreadableCount = 0 }, exit, summary] of OUTCOMES) {
  test(`${says}: exit ${exit}`, () => {
    const expectations = [...asked.map((text) => expectationOf(askedEdge(text)!, { edges, links: () => 0 })), ...limitExpectations(limits, { orphans, cycles, edges, unreadableCount })];
    const counted = { orphans, cycles, edges, traces: 2, expectations, unreadableCount, unreadable: [] };
    assert.deepEqual([exitCodeOf({ ...counted, linked: isLinked(counted) }), summaryOf(counted)], [exit, summary]);
  });
}

test('links that were looked for in a part of the traces, and not found: nobody knows', () => {
  const counted = { orphans: 0, cycles: 0, edges: [], expectations: [expectationOf(askedEdge('~a -> b')!, { edges: [], links: () => 0, inPart: true })] };
  assert.equal(exitCodeOf({ ...counted, linked: isLinked(counted) }), 4);
});

const HOPS = { before: { linked: 4, broken: 0 }, now: { linked: 3, broken: 1 } };
const BROKE: EdgeChange = { from: 'a', to: 'b', ...HOPS, change: 'broke', worse: true };
const GONE: EdgeChange = { from: 'b', to: 'c', before: { linked: 2, broken: 0 }, now: { linked: 0, broken: 0 }, change: 'gone', worse: true };
const AS_BEFORE: EdgeChange = { from: 'a', to: 'b', before: HOPS.now, now: HOPS.now, change: 'same', worse: false };
const MORE_ORPHANS = { count: 'orphans', before: 0, now: 2, worse: true };

const COMPARED: [says: string, edges: EdgeChange[], counts: CountChange[], counts: Counts, exit: number, summary: string][] = [
  ['an edge that is as broken as before, beside orphans', [AS_BEFORE], [], { orphans: 1 }, 0, 'nothing got worse in 1 hop between services.'],
  ['an edge that broke, and one that is gone', [BROKE, GONE], [], {}, 1, 'a -> b is broken in 1 of 4 hops, and was in 0 of 4; b -> c is gone, and was linked 2 times.'],
  ['more orphans than before', [], [MORE_ORPHANS], { orphans: 2 }, 1, 'orphans: 2, and 0 before.'],
  ['nothing worse, and an edge that is asked about, and broken as before', [AS_BEFORE], [], { asked: ['a -> b'] }, 1, '`a -> b` does not hold: 3 linked, 1 broken.'],
  ['an edge that broke beside one that holds', [BROKE], [], { asked: ['!b -> a'] }, 1, 'a -> b is broken in 1 of 4 hops, and was in 0 of 4.'],
];

for (const [says, changes, others, { orphans = 0, asked = [] }, exit, summary] of COMPARED) {
  test(`compared with a baseline, ${says}: exit ${exit}`, () => {
    const counted = { orphans, cycles: 0, edges: [BROKEN], traces: 2, unreadableCount: 0, unreadable: [], expectations: asked.map((text) => expectationOf(askedEdge(text)!, { edges: [BROKEN], links: () => 0 })), baseline: { files: 1, edges: changes, counts: others } };
    assert.deepEqual([exitCodeOf({ ...counted, linked: isLinked(counted) }), summaryOf(counted)], [exit, summary]);
  });
}

test('more orphans than before, as many as may be: nothing that counts', () => {
  const counted = { orphans: 2, cycles: 0, edges: [], expectations: limitExpectations({ orphans: 2 }, { orphans: 2, cycles: 0, edges: [], unreadableCount: 0 }), baseline: { files: 1, edges: [], counts: [MORE_ORPHANS] } };
  assert.equal(isLinked(counted), true);
});

test('what cannot be read is counted as lines, as whole files, or as both', () => {
  const left = (lines: number[]): string => summaryOf({ orphans: 1, cycles: 0, edges: [], traces: 1, expectations: [], unreadableCount: lines.length, unreadable: lines.map((line) => ({ file: 'x', line, reason: 'y' })) });
  assert.deepEqual([[3], [0], [0, 3]].map(left), ['1 orphan; 1 line that cannot be read is left out.', '1 orphan; 1 file that cannot be read is left out.', '1 orphan; 2 parts that cannot be read are left out.']);
});

test('one that must not be there, of a service that nobody knows, is undecided', () => {
  const counted = { orphans: 0, cycles: 0, edges: [], traces: 1, unreadable: [], unreadableCount: 0, expectations: [expectationOf(askedEdge('!a -> stokc')!, { edges: [], links: () => 0, services: ['a', 'stock'] })] };
  assert.deepEqual([exitCodeOf({ ...counted, linked: isLinked(counted) }), summaryOf(counted)], [4, '`!a -> stokc` is not decided: no span is of `stokc` (did you mean `stock`?).']);
});
