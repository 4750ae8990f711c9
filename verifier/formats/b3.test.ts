import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBE_PARENT as SPAN, TRACE } from '../fixtures/evidence.ts';
import { readB3Multi, readB3Single } from './b3.ts';
import type { Content } from './reading.ts';

const SHORT = TRACE.slice(16);

function at(sampled: boolean | undefined, traceId = TRACE): Content {
  return { context: { traceId, parentId: SPAN, sampled } };
}

const SINGLE: [header: string, content: Content][] = [
  [`${TRACE}-${SPAN}-1`, at(true)],
  [`${TRACE}-${SPAN}-0`, at(false)],
  [`${TRACE}-${SPAN}-d`, at(true)],
  [`${TRACE}-${SPAN}`, at(undefined)],
  [`${TRACE}-${SPAN}-1-00f067aa0ba902b7`, at(true)],
  [`${SHORT}-${SPAN}-1`, at(true, `${'0'.repeat(16)}${SHORT}`)],
  [`${TRACE.toUpperCase()}-${SPAN.toUpperCase()}-1`, at(true)],
];

for (const [header, content] of SINGLE) {
  test(`\`b3: ${header}\` is read`, () => assert.deepEqual(readB3Single(new Map([['b3', [header]]])), content));
}

const SINGLE_BROKEN: [header: string, rule: RegExp][] = [
  ['0', /a sampling state at most/],
  ['1', /a sampling state at most/],
  ['d', /a sampling state at most/],
  ['', /a sampling state at most/],
  [`${TRACE}-${SPAN}-2`, /must be 0, 1 or d/],
  [`${TRACE}-${SPAN}-`, /must be 0, 1 or d/],
  [`${TRACE}-${SPAN}-toString`, /must be 0, 1 or d/],
  [`${TRACE}-${SPAN}-__proto__`, /must be 0, 1 or d/],
  [`${TRACE}-${SPAN}-true`, /must be 0, 1 or d/],
  [`${TRACE}-${SPAN}-1-short`, /traceid-spanid-sampling-parentid/],
  [`${TRACE}-${SPAN}-1-${SPAN}-more`, /traceid-spanid-sampling-parentid/],
  [`${TRACE.slice(1)}-${SPAN}-1`, /16 or 32/],
  [`${TRACE}0-${SPAN}-1`, /16 or 32/],
  [`${TRACE}-${SPAN.slice(1)}-1`, /span id of B3 must have 16/],
  [`${TRACE}-${'g'.repeat(16)}-1`, /span id of B3 must have 16/],
  [`${'0'.repeat(32)}-${SPAN}-1`, /zeros/],
  [`${TRACE}-${'0'.repeat(16)}-1`, /zeros/],
];

for (const [header, rule] of SINGLE_BROKEN) {
  test(`\`b3: ${header}\` is broken: ${rule.source}`, () => {
    const content = readB3Single(new Map([['b3', [header]]]));
    assert.match(content && 'broken' in content ? content.broken : 'none', rule);
  });
}

type Multi = Partial<Record<'x-b3-traceid' | 'x-b3-spanid' | 'x-b3-sampled' | 'x-b3-flags' | 'x-b3-parentspanid', string>>;
const IDS: Multi = { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN };

function multi(headers: Multi): Content | undefined {
  return readB3Multi(new Map(Object.entries(headers).map(([name, value]) => [name, [value]])));
}

const MULTI: [headers: Multi, content: Content][] = [
  [{ ...IDS, 'x-b3-sampled': '1' }, at(true)],
  [{ ...IDS, 'x-b3-sampled': '0' }, at(false)],
  [{ ...IDS, 'x-b3-sampled': 'true' }, at(true)],
  [{ ...IDS, 'x-b3-sampled': 'False' }, at(false)],
  [{ ...IDS, 'x-b3-flags': '1' }, at(true)],
  [{ ...IDS, 'x-b3-sampled': '0', 'x-b3-flags': '1' }, at(true)],
  [{ ...IDS, 'x-b3-flags': '0' }, at(undefined)],
  [IDS, at(undefined)],
  [{ ...IDS, 'x-b3-parentspanid': '00f067aa0ba902b7' }, at(undefined)],
  [{ ...IDS, 'x-b3-traceid': SHORT }, at(undefined, `${'0'.repeat(16)}${SHORT}`)],
];

for (const [headers, content] of MULTI) {
  test(`${JSON.stringify(headers)} is read`, () => assert.deepEqual(multi(headers), content));
}

const MULTI_BROKEN: [headers: Multi, rule: RegExp][] = [
  [{ 'x-b3-traceid': TRACE }, /together/],
  [{ 'x-b3-spanid': SPAN }, /together/],
  [{ ...IDS, 'x-b3-sampled': '2' }, /0 or 1/],
  [{ ...IDS, 'x-b3-sampled': 'd' }, /0 or 1/],
  [{ ...IDS, 'x-b3-sampled': 'constructor' }, /0 or 1/],
  [{ ...IDS, 'x-b3-traceid': 'x' }, /16 or 32/],
  [{ ...IDS, 'x-b3-spanid': `${SPAN}0` }, /must have 16/],
  [{ ...IDS, 'x-b3-spanid': '0'.repeat(16) }, /zeros/],
];

for (const [headers, rule] of MULTI_BROKEN) {
  test(`${JSON.stringify(headers)} is broken: ${rule.source}`, () => {
    const content = multi(headers);
    assert.match(content && 'broken' in content ? content.broken : 'none', rule);
  });
}

test('a sampling decision without ids, and no header at all, are no trace context in several headers', () => {
  for (const headers of [{}, { 'x-b3-sampled': '0' }, { 'x-b3-flags': '1' }]) assert.equal(multi(headers), undefined);
});
