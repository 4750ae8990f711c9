import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { FORMAT_PROTO, LINE } from './fixtures/collector-files.ts';
import { encoded } from './fixtures/otlp-proto.ts';
import { requestOfProtobuf } from './otlp-protobuf.ts';
import { packLine, packRequest } from './packing.ts';
import { ProtobufScanner } from './protobuf-records.ts';
import { PARENT, REMOTE_KNOWN, WORDS } from './records.ts';

const PAGE_7 = 7;

/** Two services of one name have one index, in the order in which they came. */
function registry(): (name: string) => number {
  const names: string[] = [];
  return (name) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1);
}

/** Undefined: it was handed over. */
function fast(bytes: Uint8Array): Uint32Array | undefined {
  return new ProtobufScanner(registry()).scan(bytes, PAGE_7)?.slice();
}

/** What it is that makes the fast way hand over, where the slow one takes it. */
function slow(bytes: Uint8Array): { records: Uint32Array; odd: boolean } | { unreadable: string } {
  try {
    const { records, oddities } = packRequest(requestOfProtobuf(bytes), PAGE_7, registry());
    return { records: records.slice(), odd: oddities.size > 0 };
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
    return { unreadable: error.message };
  }
}

/** The fast way gives what the slow one gives, or hands over. */
function assertAgreement(bytes: Uint8Array): void {
  const [found, expected] = [fast(bytes), slow(bytes)];
  if (found === undefined) return;
  assert.ok('records' in expected, `the fast way takes what is refused: ${JSON.stringify(expected)}`);
  assert.equal(expected.odd, false);
  assert.deepEqual(found, expected.records);
}

const number = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map(String);
const time = fc.oneof(number, fc.bigInt({ min: 1_700_000_000_000_000_000n, max: 1_800_000_000_000_000_000n }).map(String), fc.constantFrom('0', '999999999999999999', '1000000000000000000', '4294967295999999999', '4294967296000000000', '9999999999999999999', '10000000000000000000'));
const id = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes.fill(1, 0, 1)).toString('base64'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.record({ stringValue: fc.string() }), fc.record({ boolValue: fc.boolean() }), fc.record({ doubleValue: fc.double() }), fc.record({ bytesValue: id(3) }),
    fc.record({ intValue: fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }).map(String) }), fc.constant({}),
    fc.record({ arrayValue: fc.record({ values: fc.array(tie('value'), { maxLength: 3 }) }) }), fc.record({ kvlistValue: fc.record({ values: fc.array(fc.record({ key: fc.string(), value: tie('value') }), { maxLength: 2 }) }) })),
}));
const attributes = fc.array(fc.record({ key: fc.oneof(fc.string(), fc.constant('service.name')), value }, { requiredKeys: [] }), { maxLength: 3 });
const count = fc.nat();
const link = fc.record({ traceId: id(16), spanId: id(8), traceState: fc.string(), attributes, droppedAttributesCount: count, flags: fc.nat() }, { requiredKeys: [] });
const span = fc.record({
  traceId: id(16), spanId: id(8), parentSpanId: id(8), traceState: fc.string(), flags: fc.nat(0xffff), name: fc.string(), kind: fc.integer({ min: -2, max: 8 }), startTimeUnixNano: time, endTimeUnixNano: time,
  attributes, droppedAttributesCount: count, events: fc.array(fc.record({ timeUnixNano: time, name: fc.string(), attributes }, { requiredKeys: [] }), { maxLength: 2 }), links: fc.array(link, { maxLength: 2 }),
  status: fc.record({ message: fc.string(), code: fc.integer({ min: 0, max: 3 }) }, { requiredKeys: [] }),
}, { requiredKeys: ['traceId', 'spanId'] });
const scopeSpans = fc.record({ scope: fc.record({ name: fc.string(), version: fc.string(), attributes }, { requiredKeys: [] }), spans: fc.array(span, { maxLength: 3 }), schemaUrl: fc.string() }, { requiredKeys: ['spans'] });
const group = fc.record({ resource: fc.record({ attributes, droppedAttributesCount: count }), scopeSpans: fc.array(scopeSpans, { maxLength: 3 }), schemaUrl: fc.string() }, { requiredKeys: ['scopeSpans'] });
const request = fc.record({ resourceSpans: fc.array(group, { maxLength: 3 }) }).map((made) => encoded(made));

test('what is as it should be takes the fast way, and makes the records of the slow one', () => {
  fc.assert(fc.property(request, (bytes) => assert.deepEqual({ records: fast(bytes), odd: false }, slow(bytes))), { numRuns: 400 });
});

test('of damaged bytes both make the same records, or it is for the slow way to refuse them', () => {
  const damage = fc.array(fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) }), { minLength: 1, maxLength: 3 });
  fc.assert(fc.property(request, damage, (bytes, changes) => {
    const damaged = Uint8Array.from(bytes);
    for (const { at, by } of changes) if (damaged.length > 0) damaged[at % damaged.length]! ^= by;
    assertAgreement(damaged);
  }), { numRuns: 2000 });
});

test('of torn bytes both make the same records, or it is for the slow way to refuse them', () => {
  fc.assert(fc.property(request, fc.nat(), fc.nat(), (bytes, one, other) => {
    const [from, to] = [one % (bytes.length + 1), other % (bytes.length + 1)];
    assertAgreement(bytes.subarray(0, to));
    assertAgreement(Buffer.concat([bytes.subarray(0, Math.min(from, to)), bytes.subarray(Math.max(from, to))]));
  }), { numRuns: 500 });
});

test('every bit of a request of the Collector, turned over, makes no difference between both', () => {
  const bytes = FORMAT_PROTO.subarray(4, 274);
  for (let at = 0; at < bytes.length; at++) {
    for (let by = 1; by < 256; by *= 2) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= by;
      assertAgreement(damaged);
    }
  }
});

test('a request of the Collector takes the fast way, and makes the record of its line', () => {
  assert.deepEqual(fast(FORMAT_PROTO.subarray(4, 274)), packLine(LINE, PAGE_7, registry()).records);
});

const RANDOM_ID = 'AAECAwQFBgcICQoLDA0ODw==';
const SPAN = { traceId: RANDOM_ID, spanId: 'AAECAwQFBgc=' };
const HANDED_OVER: [says: string, span: object][] = [
  ['a short trace id', { ...SPAN, traceId: 'AAECAwQFBgc=' }], ['a trace id of zeros', { ...SPAN, traceId: 'AAAAAAAAAAAAAAAAAAAAAA==' }], ['no span id', { traceId: RANDOM_ID }],
  ['a span id of zeros', { ...SPAN, spanId: 'AAAAAAAAAAA=' }], ['a parent id of one byte', { ...SPAN, parentSpanId: 'AQ==' }],
];

for (const [says, odd] of HANDED_OVER) {
  test(`a request in which one span has ${says} is handed over`, () => {
    assert.equal(fast(encoded({ resourceSpans: [{ scopeSpans: [{ spans: [SPAN, odd] }] }] })), undefined);
    assert.equal(fast(encoded({ resourceSpans: [{ scopeSpans: [{ spans: [SPAN, SPAN] }] }] }))!.length, 2 * WORDS);
  });
}

test('a resource that comes in two parts is handed over, and read there', () => {
  const part = (key: string, text: string) => encoded({ resource: { attributes: [{ key, value: { stringValue: text } }] }, scopeSpans: [{ spans: [SPAN] }] }, 'ResourceSpans');
  const both = Buffer.concat([part('service.name', 'a'), part('b', 'c')]);
  const bytes = Buffer.concat([Buffer.from([0x0a, both.length]), both]);
  assert.equal(fast(bytes), undefined);
  assert.deepEqual(requestOfProtobuf(bytes).resourceSpans, [{
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'a' } }, { key: 'b', value: { stringValue: 'c' } }] },
    scopeSpans: Array.from({ length: 2 }, () => ({ spans: [{ traceId: '000102030405060708090a0b0c0d0e0f', spanId: '0001020304050607' }] })),
  }]);
});

test('after one that was handed over, the next begins anew', () => {
  const scanner = new ProtobufScanner(registry());
  const bytes = FORMAT_PROTO.subarray(4, 274);
  const first = scanner.scan(bytes, PAGE_7)!.slice();
  scanner.scan(bytes.subarray(0, 200), PAGE_7);
  assert.deepEqual(scanner.scan(bytes, PAGE_7), first);
});

test('more spans than there was room for', () => {
  const bytes = encoded({ resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: 5000 }, () => SPAN) }] }] });
  assert.deepEqual({ records: fast(bytes), odd: false }, slow(bytes));
});

test('a field that comes twice counts as it came last', () => {
  const bytes = encoded({ ...SPAN, kind: 5, flags: 0x300, startTimeUnixNano: '1764000000000000000', parentSpanId: SPAN.spanId }, 'Span');
  const again = encoded({ kind: 2, flags: 0x100, startTimeUnixNano: '1' }, 'Span');
  const span = Buffer.concat([bytes, again, Buffer.from([0x22, 0])]);
  const inScope = Buffer.concat([Buffer.from([0x12, span.length]), span]);
  const inGroup = Buffer.concat([Buffer.from([0x12, inScope.length]), inScope]);
  const request = Buffer.concat([Buffer.from([0x0a, inGroup.length]), inGroup]);
  assert.deepEqual({ records: fast(request), odd: false }, slow(request));
  assert.deepEqual([...fast(request)!.subarray(PARENT)], [0, 0, 2 | REMOTE_KNOWN, PAGE_7, 0]);
});
