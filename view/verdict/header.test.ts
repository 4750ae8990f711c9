import assert from 'node:assert/strict';
import { test } from 'node:test';

import { namedHeader, partsOf } from './header.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

/** Ids in brackets by their first letter, differences between bars. */
function shown(text: string, other?: string): string {
  const parts = partsOf(text, other);
  assert.equal(parts.map((part) => part.text).join(''), text);
  return parts.map((part) => {
    const inner = part.differs ? `|${part.text}|` : part.text;
    return part.id ? `${part.id[0]}[${inner}]` : inner;
  }).join('');
}

const IDS: readonly [format: string, text: string, expected: string][] = [
  ['W3C', `00-${TRACE}-${PARENT}-01`, `00-t[${TRACE}]-p[${PARENT}]-01`],
  ['B3', `b3: ${TRACE}-${PARENT}-1`, `b3: t[${TRACE}]-p[${PARENT}]-1`],
  ['X-Ray', `x-amzn-trace-id: Root=1-${TRACE.slice(0, 8)}-${TRACE.slice(8)};Parent=${PARENT};Sampled=1`, `x-amzn-trace-id: Root=1-t[${TRACE.slice(0, 8)}-${TRACE.slice(8)}];Parent=p[${PARENT}];Sampled=1`],
  ['Jaeger, which leaves zeros out', `uber-trace-id: ${TRACE.slice(1)}:${PARENT}:0:1`, `uber-trace-id: t[${TRACE.slice(1)}]:p[${PARENT}]:0:1`],
  ['W3C with a parent of almost nothing but zeros', `00-${TRACE}-0000000000000003-01`, `00-t[${TRACE}]-p[0000000000000003]-01`],
  ['no valid context', '00-short-01', '00-short-01'],
];

for (const [format, text, expected] of IDS) {
  test(`${format}: trace id and parent id are set apart`, () => assert.equal(shown(text), expected));
}

const CHANGES: readonly [what: string, text: string, other: string, expected: string][] = [
  ['one digit', 'aXc', 'abc', 'a|X|c'],
  ['the same', 'abc', 'abc', 'abc'],
  ['a value added behind', 'abc, abd', 'abc', 'abc|, abd|'],
  ['a value added in front', 'abd, abc', 'abc', '|abd, |abc'],
  ['digits left out', 'ab', 'axb', 'ab'],
  ['the first of several alike left out', 'aab', 'aaab', 'aab'],
];

for (const [what, text, other, expected] of CHANGES) {
  test(`differences: ${what}`, () => assert.equal(shown(text, other), expected));
}

test('a header is called by its name', () => {
  assert.equal(namedHeader('00-x'), 'traceparent 00-x');
  assert.equal(namedHeader('b3: x'), 'b3: x');
});
