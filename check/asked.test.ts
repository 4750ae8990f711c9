import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { EdgeEntry } from '../verifier/check.ts';
import { askedEdge, edgeText, expectationOf } from './asked.ts';

const READ: [text: string, canonical: string | undefined][] = [
  ['a -> b', 'a -> b'], ['a->b', 'a -> b'], ['  a  ->  b  ', 'a -> b'], ['!a -> b', '!a -> b'], ['! a -> b', '!a -> b'], ['~a->b', '~a -> b'], ['my service -> b-c', 'my service -> b-c'],
  ['a-b -> c', 'a-b -> c'], ['a -> b -> c', 'a -> b -> c'], ['', undefined], ['a', undefined], ['a ->', undefined], ['-> b', undefined], ['a > b', undefined], ['a - > b', undefined], ['!!a -> b', undefined], ['!~a -> b', undefined], ['~ !a -> b', undefined],
];

for (const [text, canonical] of READ) {
  test(`\`${text}\` asks ${canonical === undefined ? 'nothing' : `for \`${canonical}\``}`, () => {
    const asked = askedEdge(text);
    assert.equal(asked && edgeText(asked), canonical);
    if (asked) assert.deepEqual(askedEdge(edgeText(asked)), asked);
  });
}

const EDGE: EdgeEntry = { from: 'a', to: 'b', linked: 0, broken: 0, undecided: 0, verdicts: {}, brokenSince: null, examples: [] };

const EXPECTED: [asked: string, edges: EdgeEntry[], links: number, pass: boolean, found: string][] = [
  ['a -> b', [{ ...EDGE, linked: 2 }], 0, true, '2 linked, 0 broken'],
  ['a -> b', [{ ...EDGE, linked: 2, undecided: 1 }], 0, true, '2 linked, 0 broken, 1 undecided'],
  ['a -> b', [{ ...EDGE, linked: 2, broken: 1 }], 0, false, '2 linked, 1 broken'],
  ['a -> b', [{ ...EDGE, undecided: 1 }], 0, false, '0 linked, 0 broken, 1 undecided'],
  ['a -> b', [], 3, false, '0 linked, 0 broken'],
  ['a -> b', [{ ...EDGE, from: 'b', to: 'a', linked: 1 }], 0, false, '0 linked, 0 broken'],
  ['!a -> b', [], 1, true, '0 linked'],
  ['!a -> b', [{ ...EDGE, linked: 1 }], 0, false, '1 linked'],
  ['~a -> b', [{ ...EDGE, linked: 1 }], 0, false, '0 links'],
  ['~a -> b', [], 2, true, '2 links'],
  ['~a -> b', [], 1, true, '1 link'],
];

for (const [text, edges, links, pass, found] of EXPECTED) {
  test(`\`${text}\` ${pass ? 'holds' : 'does not hold'} with ${found}`, () => assert.deepEqual(expectationOf(askedEdge(text)!, { edges, links: () => links }), { edge: text, pass, found }));
}

test('a link that was found in a part of the traces is there; one that was not may be in the others', () => {
  const asked = askedEdge('~a -> b')!;
  assert.deepEqual(expectationOf(asked, { edges: [], links: () => 1, inPart: true }), { edge: '~a -> b', pass: true, found: '1 link in the traces that were read' });
  assert.deepEqual(expectationOf(asked, { edges: [], links: () => 0, inPart: true }), { edge: '~a -> b', pass: false, found: '0 links in the traces that were read', undecided: true });
});

const SERVICES = ['service-a', 'service-b', 'stock'];

const ABSENT: [asked: string, pass: boolean, found: string, undecided?: true][] = [
  ['service-a -> service-c', false, '0 linked, 0 broken; no span is of `service-c` (did you mean `service-b`?)'],
  ['service-a -> warehouse', false, '0 linked, 0 broken; no span is of `warehouse`'],
  ['!service-a -> stock', true, '0 linked'],
  ['!service-a -> stokc', false, 'no span is of `stokc` (did you mean `stock`?)', true],
  ['!sevice-a -> stokc', false, 'no span is of `sevice-a` (did you mean `service-a`?), no span is of `stokc` (did you mean `stock`?)', true],
  ['~service-a -> stokc', false, '0 links; no span is of `stokc` (did you mean `stock`?)'],
];

for (const [text, pass, found, undecided] of ABSENT) {
  test(`of ${SERVICES.join(', ')}, \`${text}\`: ${found}`, () => {
    assert.deepEqual(expectationOf(askedEdge(text)!, { edges: [], links: () => 0, services: SERVICES }), { edge: text, pass, found, ...undecided && { undecided } });
  });
}

test('a hop that too many traces lack for anybody to look why is not decided; where it is linked somewhere, it holds', () => {
  const looked = { links: () => 0, isUnread: () => true };
  assert.deepEqual(expectationOf(askedEdge('a -> b')!, { ...looked, edges: [] }), { edge: 'a -> b', pass: false, found: '0 linked, 0 broken, and too many traces of `a` without it to look why', undecided: true });
  assert.deepEqual(expectationOf(askedEdge('a -> b')!, { ...looked, edges: [{ ...EDGE, linked: 1 }] }), { edge: 'a -> b', pass: true, found: '1 linked, 0 broken' });
});
