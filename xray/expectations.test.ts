import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ExpectationEntry } from '../verifier/xray.ts';
import type { Chain, Stage } from './chain.ts';
import { evaluate, type Expectations, NO_EXPECTATIONS, sightingIn } from './expectations.ts';
import { passedSpan, tapOf } from './fixtures.ts';
import { type Passed, valueHash } from './passed.ts';

const HEALTH = passedSpan('a', undefined, { name: 'GET /health' });
const CART = passedSpan('b', undefined, { traceId: '1'.repeat(32), status: 2, names: ['key'], values: [valueHash({ stringValue: 'v' })], exposed: [['4111', 'key'] as const] });

function stage(component: string, input: string, output: string): Stage {
  return { component, kind: 'processor', pipeline: 'traces', inputs: [input], outputs: [output], beside: [], met: [] };
}

const CHAIN: Pick<Chain, 'stages' | 'received' | 'ends'> = { stages: [stage('first', '0', '1'), stage('second', '1', '2')], received: ['0'], ends: ['2'] };

/** `taps`: the spans in each of the three. */
function found(expected: Partial<Expectations>, taps: Passed[][], broken: string[] = []): ExpectationEntry {
  const expectations = { ...NO_EXPECTATIONS, ...expected };
  const sightings = new Map(taps.map((spans, at) => [`${at}`, sightingIn(tapOf(...spans), expectations)]));
  const [entry, ...others] = evaluate(expectations, CHAIN, { sightings, broken: new Set(broken) });
  assert.deepEqual(others, []);
  return entry!;
}

const ALL = [[HEALTH, CART], [HEALTH, CART], [HEALTH, CART]];
const BARE = { ...CART, names: [], values: [], exposed: [] };

const CASES: [says: string, expected: Partial<Expectations>, taps: Passed[][], entry: Omit<ExpectationEntry, 'expects'>][] = [
  ['kept, and is', { kept: [{ status: 'ERROR' }] }, ALL, { pass: true, found: '1 of 1 such spans came out', at: null }],
  ['kept, and is dropped', { kept: [{ status: 'ERROR' }] }, [[CART], [CART], []], { pass: false, found: '0 of 1 such spans came out', at: 'second' }],
  ['kept, and was never sent', { kept: [{ name: 'x' }] }, ALL, { pass: false, found: 'no such span was sent', at: null }],
  ['dropped, and is', { dropped: [{ name: 'GET /health' }] }, [[HEALTH, CART], [CART], [CART]], { pass: true, found: '0 of 1 such spans came out', at: null }],
  ['dropped, and comes out', { dropped: [{ name: 'GET /health' }] }, ALL, { pass: false, found: '1 of 1 such spans came out', at: null }],
  ['dropped, and was never sent', { dropped: [{ name: 'x' }] }, ALL, { pass: false, found: 'no such span was sent', at: null }],
  ['absent, and is removed', { absent: [{ attribute: 'key' }] }, [[CART], [CART], [BARE]], { pass: true, found: '0 spans came out with it', at: null }],
  ['absent, and stays', { absent: [{ attribute: 'key' }] }, [[CART], [CART], [CART]], { pass: false, found: '1 spans came out with it: it comes in, and no component takes it away', at: null }],
  ['absent, and is added', { absent: [{ attribute: 'key' }] }, [[BARE], [BARE], [CART]], { pass: false, found: '1 spans came out with it', at: 'second' }],
  ['absent as a value, and stays', { absent: [{ value: '4111' }] }, [[CART], [CART], [CART]], { pass: false, found: '1 spans came out with it in `key`: it comes in, and no component takes it away', at: null }],
  ['sampled, and is', { sampled: { atLeast: 0.5, atMost: 0.5 } }, [[HEALTH, CART], [CART], [CART]], { pass: true, found: '50 % (1 of 2 traces) came out', at: null }],
  ['sampled, and is too little', { sampled: { atLeast: 0.6, atMost: 1 } }, [[HEALTH, CART], [CART], [CART]], { pass: false, found: '50 % (1 of 2 traces) came out', at: null }],
  ['sampled, and is too much', { sampled: { atLeast: 0, atMost: 0.6 } }, ALL, { pass: false, found: '100 % (2 of 2 traces) came out', at: null }],
];

for (const [says, expected, taps, entry] of CASES) {
  test(`what is to be ${says}: ${entry.pass ? 'passes' : 'fails'}`, () => {
    const { expects: _expects, ...rest } = found(expected, taps);
    assert.deepEqual(rest, entry);
  });
}

test('so many traces may be broken, and not one more', () => {
  assert.equal(found({ brokenTraces: 2 }, ALL, ['x', 'y']).pass, true);
  assert.equal(found({ brokenTraces: 2 }, ALL, ['x', 'y', 'z']).pass, false);
});

test('an expectation says whom it is about', () => {
  assert.equal(found({ kept: [{ service: 'shop', kind: 'SERVER', attributes: { key: 'v', n: 1 } }] }, ALL).expects, 'kept: service shop, kind SERVER, key v, n 1');
});
