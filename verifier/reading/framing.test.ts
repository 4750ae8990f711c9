import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { FORMAT_PROTO, LINE, STREAM_JSON, STREAM_PROTO, ZSTD_JSON, ZSTD_PROTO } from './fixtures/collector-files.ts';
import { compressionOf, type Framing, framingOf } from './framing.ts';

const PRETTY = JSON.stringify(JSON.parse(LINE), null, 2);
const JAEGER = '{"data":[{"traceID":"1","spans":[],"processes":{}}],"total":0,"limit":0,"offset":0,"errors":null}';
const unknown = (looks: string): Framing => ({ kind: 'unknown', looks });
const prefixed = (payload: Uint8Array) => Buffer.concat([Buffer.from([0, 0, payload.length >>> 8, payload.length & 0xff]), payload]);

const FRAMINGS: [says: string, bytes: string | Uint8Array, framing: Framing['kind'] | Framing][] = [
  ['nothing', '', 'empty'],
  ['the Collector\'s lines', `${LINE}\n${LINE}\n`, 'lines'],
  ['a blank line, as rotation leaves it, and lines', `\n${LINE}\n`, 'lines'],
  ['a byte order mark and lines', `\uFEFF${LINE}\n`, 'lines'],
  ['a line that was torn at its end', LINE.slice(0, 100), 'lines'],
  ['a line that was torn at its beginning', `${LINE.slice(40)}\n${LINE}\n`, 'lines'],
  ['a hole of NUL bytes before a line', `${'\0'.repeat(5000)}\n${LINE}\n`, 'lines'],
  ['a line of blanks', ' \r\n\n', 'lines'],
  ['lines `{}`', '{}\n{}\n', 'lines'],
  ['a line torn after a bracket, and a whole one', `${LINE.slice(0, LINE.indexOf('[') + 1)}\n${LINE}\n`, 'lines'],
  ['spaced lines of snake_case', '{ "resource_spans": [] }\n{ "resource_spans": [] }\n', 'lines'],
  ['log lines, and a line of spans', `starting\nready\n${LINE}\n`, 'lines'],
  ['`format: proto`', FORMAT_PROTO, 'messages'],
  ['`compression: zstd`', ZSTD_JSON, 'messages'],
  ['both', ZSTD_PROTO, 'messages'],
  ['a stream of messages, decompressed', zstdDecompressSync(STREAM_PROTO), 'messages'],
  ['a message of JSON', prefixed(Buffer.from(LINE)), 'messages'],
  ['a damaged message before a whole one', Buffer.concat([prefixed(Buffer.from('xxxx')), FORMAT_PROTO]), 'messages'],
  ['one message, torn', FORMAT_PROTO.subarray(0, 40), 'messages'],
  ['a document over several lines', PRETTY, 'document'],
  ['a document over several lines of CRLF', PRETTY.replaceAll('\n', '\r\n'), 'document'],
  ['a document that begins with a blank line', `\n${PRETTY}`, 'document'],
  ['a document whose first line holds a key', '{"resourceSpans": [\n  {"scopeSpans": []}\n]}', 'document'],
  ['a list over several lines', `[\n${LINE}\n]`, 'document'],
  ['Jaeger on one line', JAEGER, 'jaeger'],
  ['Jaeger over several lines', JSON.stringify(JSON.parse(JAEGER), null, 2), 'jaeger'],
  ['Jaeger with its counts first', '{"total":0,"limit":0,"offset":0,"errors":null,"data":[]}', 'jaeger'],
  ['one protobuf request', FORMAT_PROTO.subarray(4, 4 + 270), 'protobuf'],
  ['one protobuf request of an empty group', Buffer.from([0x0a, 0]), 'protobuf'],
  ['a zip', Buffer.from('PK\x03\x04rest'), unknown('a zip archive')],
  ['a program', Buffer.from('\x7fELF\x02\x01\x01'), unknown('a program (ELF)')],
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), unknown('a PNG image')],
  ['gzip in gzip', gzipSync('x'), unknown('gzip data in compressed data')],
  ['UTF-16', Buffer.from(`\uFEFF${LINE}`, 'utf16le'), unknown('UTF-16 text')],
  ['NUL bytes', Buffer.alloc(100), unknown('nothing but NUL bytes')],
  ['a tar', Buffer.concat([Buffer.from('name'), Buffer.alloc(253), Buffer.from('ustar\0')]), unknown('a tar archive')],
  ['a table', 'a,b\n1,2\n', unknown('text that is no JSON')],
  ['noise', Buffer.from('8001fe02037f9911', 'hex'), unknown('binary data that begins with 80 01 fe 02 03 7f 99 11')],
  ['a length that nothing follows', Buffer.from([0, 0, 1]), unknown('binary data that begins with 00 00 01')],
];

for (const [says, bytes, framing] of FRAMINGS) {
  test(`${says}: ${typeof framing === 'string' ? framing : framing.kind}`, () => {
    assert.deepEqual(framingOf(Buffer.from(bytes), true), typeof framing === 'string' ? { kind: framing } : framing);
  });
}

test('what begins with many NUL bytes may yet hold lines', () => assert.deepEqual(framingOf(Buffer.alloc(100), false), { kind: 'lines' }));

test('compression is told from the bytes', () => {
  for (const [bytes, compression] of [
    [gzipSync(LINE), 'gzip'], [zstdCompressSync(LINE), 'zstd'], [STREAM_JSON, 'zstd'], [STREAM_PROTO, 'zstd'], [Buffer.from('502a4d1800000000', 'hex'), 'zstd'],
    [ZSTD_JSON, 'none'], [FORMAT_PROTO, 'none'], [Buffer.from(LINE), 'none'], [Buffer.from([0x1f]), 'none'], [Buffer.from('P'), 'none'], [Buffer.alloc(0), 'none'],
  ] as const) assert.equal(compressionOf(bytes), compression);
});
