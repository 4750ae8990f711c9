import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evidenceOf } from './evidence.ts';
import { hop, OTHER_TRACE, PROBE_PARENT, TRACE } from './fixtures/evidence.ts';
import { HOPS } from './fixtures/hops.ts';
import { type Gathered, spansIn } from './gathered.ts';
import { openCodes, removals, type Source, SOURCES, tracesOf, without } from './removal.ts';
import { decide } from './verdict.ts';

const services = (spans: Gathered['file']): string[] => [...new Set(spansIn(spans).map(({ service }) => service))];
const headers = (spans: Gathered['file']): number => spansIn(spans).filter(({ requestHeaders }) => requestHeaders.size > 0).length;

const GONE: [source: Source, gone: (left: Gathered) => boolean][] = [
  ['the probe', ({ probe }) => probe === 'unknown'],
  ['the answer of A', ({ answers: { a, b }, settled }) => a === 'unknown' && b !== 'unknown' && settled.caller === 'unknown' && settled.callee === true],
  ['the answer of B', ({ answers: { a, b }, settled }) => b === 'unknown' && a !== 'unknown' && settled.callee === 'unknown' && settled.caller === true],
  ['the captured headers of A', ({ tap, file }) => headers(tap) === 1 && headers(file) === 1],
  ['the captured headers of B', ({ tap, file }) => headers(tap) === 2 && headers(file) === 2],
  ['the spans of A', ({ tap, file, fileRead }) => services(file).join() === 'service-b' && services(tap).length === 2 && headers(tap) === 1 && fileRead.caller === 'unknown' && fileRead.callee === true],
  ['the spans of B', ({ tap, file, fileRead }) => services(file).join() === 'service-a' && services(tap).length === 2 && headers(tap) === 2 && fileRead.callee === 'unknown' && fileRead.caller === true],
  ['the raw tap', ({ tap, emptied }) => tap === 'unknown' && emptied.tap === 'unknown' && emptied.file === false],
  ['the counters', ({ allWritten, holding, emptied }) => allWritten === 'unknown' && holding === 'unknown' && emptied.counters === 'unknown'],
];

for (const [source, gone] of GONE) {
  test(`without ${source} what it said is unknown, and the rest is there`, () => {
    assert.equal(gone(hop()), false);
    assert.equal(gone(without(hop(), [source])), true);
  });
}

test('every source can be removed, and is in this table', () => assert.deepEqual(GONE.map(([source]) => source), SOURCES));

test('what is removed, another source does not lose', () => {
  const gathered = hop();
  without(gathered, SOURCES);
  assert.deepEqual(gathered, hop());
});

test('sets of sources are counted: none twice, and the empty one not at all', () => {
  const [one, two, all] = [removals(1), removals(2), removals(SOURCES.length)];
  assert.deepEqual([one.length, two.length, all.length], [9, 9 + 36, 2 ** 9 - 1]);
  assert.equal(new Set(all.map((set) => set.join())).size, all.length);
});

test('in a run of several requests, spans of a trace that nobody names any more are strays', () => {
  const run = { ...HOPS['header-stripped'][1], alone: false };
  const left = without(run, ['the answer of B']);
  assert.deepEqual([spansIn(left.file).map(({ traceId }) => traceId), left.strays.map(({ traceId }) => traceId)], [[TRACE, TRACE], [OTHER_TRACE, OTHER_TRACE]]);
  assert.deepEqual(without(HOPS['header-stripped'][1], ['the answer of B']).strays, []);
});

test('a source that was not there stays so', () => {
  assert.deepEqual([without(hop({ tap: 'unknown' }), ['the spans of A', 'the captured headers of B']).tap], ['unknown']);
});

test('the open codes are the code itself, or the alternatives of an undecided one', () => {
  assert.deepEqual(openCodes(decide(evidenceOf(hop()))), ['LINKED']);
  assert.deepEqual(openCodes(decide(evidenceOf(HOPS['no-file'][1]))), ['DROPPED_IN_COLLECTOR', 'LINKED']);
});

test('a request\'s traces are those of the probe and of the answers', () => {
  const { probe, answers } = HOPS['header-stripped'][1];
  assert.deepEqual(tracesOf({ probe, answers }), [TRACE, TRACE, OTHER_TRACE]);
  assert.deepEqual(tracesOf({ probe: { traceId: OTHER_TRACE, parentId: PROBE_PARENT, sampled: true }, answers: { a: 'nothing', b: 'unknown' } }), [OTHER_TRACE]);
});
