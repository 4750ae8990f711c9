import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FORMAT_PROTO, LINE } from './fixtures/collector-files.ts';
import { encoded } from './fixtures/otlp-proto.ts';
import { requestOfProtobuf, serviceInProtobuf } from './otlp-protobuf.ts';
import { ProtobufScanner } from './protobuf-records.ts';
import { WORDS } from './records.ts';

const IDS = { traceId: 'AAECAwQFBgcICQoLDA0ODw==', spanId: 'AAECAwQFBgc=' };
const READ_IDS = { traceId: '000102030405060708090a0b0c0d0e0f', spanId: '0001020304050607' };
const withSpan = (...fields: number[][]): Uint8Array => wrapped(wrapped(wrapped(Buffer.from(fields.flat()), 2), 2), 1);

/** The bytes as one field of a message. */
function wrapped(bytes: Uint8Array, field: number): Buffer {
  let { length } = bytes;
  const prefix = [field * 8 + 2];
  for (; length >= 0x80; length = Math.floor(length / 128)) prefix.push((length & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([...prefix, length]), bytes]);
}

function spanIn(bytes: Uint8Array): unknown {
  const { resourceSpans: [group] = [] } = requestOfProtobuf(bytes) as { resourceSpans?: { scopeSpans: { spans: unknown[] }[] }[] };
  return group!.scopeSpans[0]!.spans[0];
}

test('a message of the Collector is what the Collector writes as a line', () => assert.deepEqual(requestOfProtobuf(FORMAT_PROTO.subarray(4, 274)), JSON.parse(LINE)));

test('no bytes are no spans', () => assert.deepEqual(requestOfProtobuf(Buffer.alloc(0)), {}));

test('values are told as OTLP JSON tells them', () => {
  const values = [
    { stringValue: '' }, { boolValue: false }, { intValue: '-9223372036854775808' }, { intValue: '0' }, { doubleValue: 0 }, { doubleValue: 'NaN' }, { doubleValue: '-Infinity' }, { bytesValue: 'AQI=' },
    { arrayValue: {} }, { arrayValue: { values: [{}, { stringValue: 'x' }] } }, { kvlistValue: { values: [{ key: '__proto__', value: { boolValue: true } }] } },
  ];
  const attributes = values.map((value) => ({ key: 'k', value }));
  assert.deepEqual(spanIn(encoded({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...IDS, attributes }] }] }] })), { ...READ_IDS, attributes });
});

test('of several kinds of value, and of a field that comes twice, the last counts', () => {
  const value = wrapped(Buffer.concat([wrapped(Buffer.from('x'), 1), Buffer.from([0x10, 1])]), 2);
  assert.deepEqual(spanIn(withSpan([...wrapped(value, 9)], [0x30, 2], [0x30, 3])), { attributes: [{ value: { boolValue: true } }], kind: 3 });
  assert.deepEqual(spanIn(withSpan([0x30, 2], [0x30, 0])), {});
});

test('unknown fields are passed over, of every type', () => {
  assert.deepEqual(spanIn(withSpan([0xf8, 1, 0xff, 1], [0xf9, 1, 1, 2, 3, 4, 5, 6, 7, 8], [0xfa, 1, 2, 9, 9], [0xfd, 1, 1, 2, 3, 4], [0x30, 2])), { kind: 2 });
});

test('bad UTF-8 is told as U+FFFD', () => assert.deepEqual(spanIn(withSpan([0x2a, 2, 0xff, 0x41])), { name: '\uFFFDA' }));

test('the service is found in the bytes of a resource', () => {
  const resource = (...attributes: object[]) => serviceInProtobuf(encoded({ attributes }, 'Resource'));
  assert.equal(resource({ key: 'host.name' }, { key: 'service.name', value: { stringValue: 'a' } }, { key: 'service.name', value: { stringValue: 'b' } }), 'a');
  assert.equal(resource({ key: 'service.name', value: { intValue: 1 } }), '');
  assert.equal(resource(), '');
});

const nested = (levels: number, ids: number[] = []) => {
  let value: Uint8Array = Buffer.alloc(0);
  for (let level = 0; level < levels; level++) value = wrapped(wrapped(value, 1), 5);
  return withSpan(ids, [...wrapped(wrapped(value, 2), 9)]);
};

const BAD: [says: string, bytes: Uint8Array, reason: string][] = [
  ['a group', withSpan([0x33]), 'not OTLP: field 6 (`kind`) of a `Span` has the wrong type'],
  ['a group of an unknown field', withSpan([0xfb, 1]), 'bad protobuf: a field of type 3'],
  ['a field of type 7', withSpan([0xff, 1]), 'bad protobuf: a field of type 7'],
  ['field 0', withSpan([0]), 'bad protobuf: a field without a number'],
  ['a field number beyond all', withSpan([0x80, 0x80, 0x80, 0x80, 0x80, 1]), 'bad protobuf: a field without a number'],
  ['a number where an id is expected', withSpan([0x08, 1]), 'not OTLP: field 1 (`traceId`) of a `Span` has the wrong type'],
  ['a number of eleven bytes', withSpan([0x30, ...Array<number>(10).fill(0x80), 1]), 'bad protobuf: a number is longer than 64 bits'],
  ['a number of 65 bits', withSpan([0x30, ...Array<number>(9).fill(0xff), 2]), 'bad protobuf: a number is longer than 64 bits'],
  ['a number without an end', withSpan([0x30, 0x80]), 'bad protobuf: a number is torn'],
  ['a time of seven bytes', withSpan([0x39, 1, 2, 3, 4, 5, 6, 7]), 'bad protobuf: it ends within a number'],
  ['a length beyond its message', withSpan([0x2a, 5, 0x41]), 'bad protobuf: it ends within a field'],
  ['a length beyond all', withSpan([0x2a, ...Array<number>(9).fill(0xff), 1]), 'bad protobuf: it ends within a field'],
  ['values within values without end', nested(5000), 'bad protobuf: more than 200 messages within each other'],
  ['text', Buffer.from(LINE), 'bad protobuf: a field of type 3'],
];

for (const [says, bytes, message] of BAD) {
  test(`a request with ${says} is refused, the fast way too`, () => {
    assert.throws(() => requestOfProtobuf(bytes), { name: 'TypeError', message });
    assert.equal(new ProtobufScanner(() => 0).scan(bytes, 0), undefined);
  });
}

test('values may go 97 deep, and no deeper, either way', () => {
  const ids = [...wrapped(Buffer.alloc(16, 1), 1), ...wrapped(Buffer.alloc(8, 1), 2)];
  assert.doesNotThrow(() => requestOfProtobuf(nested(97, ids)));
  assert.throws(() => requestOfProtobuf(nested(98, ids)), { message: 'bad protobuf: more than 200 messages within each other' });
  const scanned = (levels: number) => new ProtobufScanner(() => 0).scan(nested(levels, ids), 0)?.length;
  assert.deepEqual([scanned(97), scanned(98)], [WORDS, undefined]);
});
