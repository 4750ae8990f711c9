import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FAULTS, passedOn } from './faults.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const ARRIVED = ['Accept', '*/*', 'TraceParent', `00-${TRACE}-${PARENT}-01`, 'X-Twice', 'a', 'x-twice', 'b'];

/** The values of `traceparent` that are passed on. */
const changed: [fault: string, expected: RegExp[]][] = [
  ['strip-traceparent', []],
  ['duplicate-traceparent', [RegExp(`^00-${TRACE}-${PARENT}-01$`), RegExp(`^00-${TRACE}-(?!${PARENT})[\\da-f]{16}-01$`)]],
  ['rewrite-parent', [RegExp(`^00-${TRACE}-(?!${PARENT})[\\da-f]{16}-01$`)]],
  ['restart-trace', [RegExp(`^00-(?!${TRACE})[\\da-f]{32}-(?!${PARENT})[\\da-f]{16}-01$`)]],
  ['clear-sampled', [RegExp(`^00-${TRACE}-${PARENT}-00$`)]],
  ['zero-trace-id', [RegExp(`^00-0{32}-${PARENT}-01$`)]],
  ['zero-parent-id', [RegExp(`^00-${TRACE}-0{16}-01$`)]],
  ['short-trace-id', [RegExp(`^00-a3ce929d0e0e4736-${PARENT}-01$`)]],
  ['upper-case', [RegExp(`^00-${TRACE.toUpperCase()}-${PARENT.toUpperCase()}-01$`)]],
  ['version-ff', [RegExp(`^ff-${TRACE}-${PARENT}-01$`)]],
  ['future-version', [RegExp(`^cc-${TRACE}-${PARENT}-01-.+$`)]],
];

for (const [name, expected] of changed) {
  test(`${name} changes \`traceparent\`, and leaves every other header as it is and where it is`, () => {
    const headers = passedOn(ARRIVED, FAULTS[name]!);
    const values = headers.slice(2, -4).filter((_text, index) => index % 2 === 1);
    assert.deepEqual([...headers.slice(0, 2), ...headers.slice(-4)], [...ARRIVED.slice(0, 2), ...ARRIVED.slice(-4)]);
    assert.equal(values.length, expected.length);
    expected.forEach((pattern, index) => assert.match(values[index]!, pattern));
  });
}

test('every fault that changes `traceparent` is in the table above', () => {
  const names = Object.entries(FAULTS).filter(([, fault]) => fault.traceparent).map(([name]) => name);
  assert.deepEqual(names.toSorted(), changed.map(([name]) => name).toSorted());
});

test('without a fault, and with those of the whole request, the headers are passed on as they came', () => {
  for (const name of ['', 'deliver-twice', 'answer-400', 'answer-401']) assert.deepEqual(passedOn(ARRIVED, FAULTS[name]!), ARRIVED);
});
