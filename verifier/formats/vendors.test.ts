import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBE_PARENT as SPAN, TRACE } from '../fixtures/evidence.ts';
import type { Content, ReadCarrier } from './reading.ts';
import { readDatadog, readJaeger, readSentry, readXRay } from './vendors.ts';

const SECONDS = TRACE.slice(0, 8);
const RANDOM = TRACE.slice(8);
const ROOT = `Root=1-${SECONDS}-${RANDOM}`;
/** The ids of this file in decimal: the lower half of the trace id, and the span id. */
const [LOW, PARENT] = [TRACE.slice(16), SPAN].map((hex) => BigInt(`0x${hex}`).toString()) as [string, string];

const at = (sampled: boolean | undefined, traceId = TRACE, parentId = SPAN): Content => ({ context: { traceId, parentId, sampled } });
const low = (sampled: boolean | undefined): Content => at(sampled, `${'0'.repeat(16)}${TRACE.slice(16)}`);

type Headers = Record<string, string>;
const jaeger = (value: string): Headers => ({ 'uber-trace-id': value });
const xray = (value: string): Headers => ({ 'x-amzn-trace-id': value });
const sentry = (value: string): Headers => ({ 'sentry-trace': value });
const datadog = (traceId: string, parentId: string, more: Headers = {}): Headers => ({ 'x-datadog-trace-id': traceId, 'x-datadog-parent-id': parentId, ...more });

function carrier(headers: Headers): ReadonlyMap<string, string[]> {
  return new Map(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

const READ: [read: ReadCarrier, headers: Headers, content: Content][] = [
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:1`), at(true)],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:01`), at(true)],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:00`), at(false)],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:2`), at(false)],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:3`), at(true)],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:00f067aa0ba902b7:1`), at(true)],
  [readJaeger, jaeger(`${TRACE}%3A${SPAN}%3a0%3A1`), at(true)],
  [readJaeger, jaeger('1f:2e:0:1'), at(true, '1f'.padStart(32, '0'), '2e'.padStart(16, '0'))],
  [readJaeger, jaeger(`${TRACE.toUpperCase()}:${SPAN}:0:1`), at(true)],
  [readXRay, xray(`${ROOT};Parent=${SPAN};Sampled=1`), at(true)],
  [readXRay, xray(`${ROOT};Parent=${SPAN};Sampled=0`), at(false)],
  [readXRay, xray(`${ROOT};Parent=${SPAN};Sampled=?`), at(undefined)],
  [readXRay, xray(`${ROOT};Parent=${SPAN}`), at(undefined)],
  [readXRay, xray(`Sampled=1; Parent=${SPAN}; ${ROOT}; Lineage=a:1`), at(true)],
  [readXRay, xray(`Self=1-67891234-12456789abcdef012345678;${ROOT};Parent=${SPAN};Sampled=1`), at(true)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-sampling-priority': '1' }), low(true)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-sampling-priority': '2' }), low(true)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-sampling-priority': '0' }), low(false)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-sampling-priority': '-1' }), low(false)],
  [readDatadog, datadog(LOW, PARENT), low(undefined)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-tags': `_dd.p.tid=${TRACE.slice(0, 16)}` }), at(undefined)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-tags': `_dd.p.dm=-0,_dd.p.tid=${TRACE.slice(0, 16)},_dd.p.x=1` }), at(undefined)],
  [readDatadog, datadog(LOW, PARENT, { 'x-datadog-tags': '_dd.p.tid=short' }), low(undefined)],
  [readDatadog, datadog('18446744073709551615', '1'), at(undefined, `${'0'.repeat(16)}${'f'.repeat(16)}`, '1'.padStart(16, '0'))],
  [readSentry, sentry(`${TRACE}-${SPAN}-1`), at(true)],
  [readSentry, sentry(`${TRACE}-${SPAN}-0`), at(false)],
  [readSentry, sentry(`${TRACE}-${SPAN}`), at(undefined)],
];

for (const [read, headers, content] of READ) {
  test(`${read.name} reads ${JSON.stringify(headers)}`, () => assert.deepEqual(read(carrier(headers)), content));
}

const BROKEN: [read: ReadCarrier, headers: Headers, rule: RegExp][] = [
  [readJaeger, jaeger(''), /up to 32/],
  [readJaeger, jaeger(`${TRACE}0:${SPAN}:0:1`), /up to 32/],
  [readJaeger, jaeger(`${TRACE}:${SPAN}0:0:1`), /up to 16/],
  [readJaeger, jaeger(`${TRACE}:${SPAN}`), /parentid:flags/],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:`), /parentid:flags/],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:001`), /parentid:flags/],
  [readJaeger, jaeger(`${TRACE}:${SPAN}:0:1:more`), /parentid:flags/],
  [readJaeger, jaeger(`0:${SPAN}:0:1`), /zeros/],
  [readJaeger, jaeger(`${TRACE}:0:0:1`), /zeros/],
  [readXRay, xray(''), /`Root`/],
  [readXRay, xray(`Root=2-${SECONDS}-${RANDOM};Parent=${SPAN}`), /`Root`/],
  [readXRay, xray(`Root=1-${TRACE};Parent=${SPAN}`), /`Root`/],
  [readXRay, xray(ROOT), /`Parent`/],
  [readXRay, xray(`${ROOT};Sampled=1`), /`Parent`/],
  [readXRay, xray(`${ROOT};Parent=${SPAN}0`), /`Parent`/],
  [readXRay, xray(`Root=1-${'0'.repeat(8)}-${'0'.repeat(24)};Parent=${SPAN}`), /zeros/],
  [readXRay, xray(`${ROOT};Parent=${'0'.repeat(16)}`), /zeros/],
  [readDatadog, { 'x-datadog-trace-id': LOW }, /both/],
  [readDatadog, { 'x-datadog-parent-id': PARENT }, /both/],
  [readDatadog, datadog('0', PARENT), /not 0/],
  [readDatadog, datadog(LOW, '0'), /not 0/],
  [readDatadog, datadog('18446744073709551616', PARENT), /64 bits/],
  [readDatadog, datadog(TRACE, PARENT), /decimal/],
  [readDatadog, datadog('-1', PARENT), /decimal/],
  [readSentry, sentry(''), /32/],
  [readSentry, sentry(`${TRACE}-${SPAN}-2`), /32/],
  [readSentry, sentry(`${TRACE}-${SPAN}-`), /32/],
  [readSentry, sentry(`${TRACE}-${SPAN.slice(1)}-1`), /32/],
  [readSentry, sentry(`${'0'.repeat(32)}-${SPAN}-1`), /zeros/],
];

for (const [read, headers, rule] of BROKEN) {
  test(`${read.name} finds ${JSON.stringify(headers)} broken: ${rule.source}`, () => {
    const content = read(carrier(headers));
    assert.match(content && 'broken' in content ? content.broken : 'none', rule);
  });
}

test('without its header no format is read', () => {
  for (const read of [readJaeger, readXRay, readDatadog, readSentry]) assert.equal(read(carrier({ 'x-datadog-sampling-priority': '1', traceparent: 'x' })), undefined, read.name);
});
