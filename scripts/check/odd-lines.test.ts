// Lines that nobody would want in a span file. Each is told with its place or read for what it is, and the lines
// around it count: they hold a hop, so a test fails where one of its two ends is lost.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { assertNothingLeft, ownTemporaryFolder } from '../fixtures/tracehop.ts';
import { CALLEE, CALLER, checkBytes, HOP, lineOf, type Seen, seenIn, spanOf, TRACE } from './fixtures.ts';

const WHOLE: Seen = { exitCode: 0, spans: 3, traces: 1, linked: 1, counts: {}, unreadable: [], findings: [] };
const OTHER = '4bf92f3577b34da6a3ce929d0e0e4736';
const INSIDE = '9f0a445b96d9352f';

/** One more span of service-a that is as it should be. */
const MORE: Partial<Seen> = { spans: 4 };
/** What was called from outside is no entry any more, so it lacks its parent. */
const SECOND_TOP: Partial<Seen> = { exitCode: 1, spans: 4, counts: { roots: 1, orphans: 1 } };
const inside = (fields: object = {}): string => lineOf('service-a', spanOf({ parentSpanId: INSIDE, ...fields }));
const between = (line: string): string => `${CALLER}\n${line}\n${CALLEE}\n`;
const NESTED = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
const OTLP = JSON.parse(inside({ spanId: 'eeeeeeeeeeeeeeee' })) as object;

/** Between the lines of the hop. */
const LINES: [says: string, line: string, seen: Partial<Seen>][] = [
  ['a blank line', '', {}],
  ['a line of white space', ' \t ', {}],
  ['`{}`', '{}', {}],
  ['a text', 'warning: the disk is full', { unreadable: ['odd:2 Unexpected token \'w\', "warning: t"... is not valid JSON'] }],
  ['a line cut in the middle, the next one glued on', `${inside().slice(0, 150)}${inside()}`, { unreadable: ['odd:2 Expected \':\' after property name in JSON at position 152 (line 1 column 153)'] }],
  ['two lines without a newline between them', `${inside()}${inside({ spanId: 'cccccccccccccccc' })}`, { unreadable: ['odd:2 Unexpected non-whitespace character after JSON at position 396 (line 1 column 397)'] }],
  ['a list', '[]', { unreadable: ['odd:2 not a JSON object'] }],
  ['a number', '1', { unreadable: ['odd:2 not a JSON object'] }],
  ['spans that are no list', '{"resourceSpans":[{"scopeSpans":[{"spans":{}}]}]}', { unreadable: ['odd:2 not OTLP: a list of objects was expected'] }],
  ['spans that are no objects', '{"resourceSpans":[{"scopeSpans":[{"spans":[1]}]}]}', { unreadable: ['odd:2 not OTLP: a list of objects was expected'] }],
  ['a hole of NUL bytes', '\0'.repeat(5_000), { unreadable: ['odd:2 Unexpected token \'\0\', "\0\0\0\0\0\0\0\0\0\0"... is not valid JSON'] }],
  ['nesting 200,000 deep where nobody looks', `{"x":${NESTED}}`, {}],
  ['nesting 200,000 deep in a span', inside({ attributes: [{ key: 'x', value: 'NESTED' }] }).replace('"NESTED"', NESTED), MORE],
  ['nesting 200,000 deep that does not end', `{"resourceSpans":${'['.repeat(200_000)}`, { unreadable: ['odd:2 Unexpected end of JSON input'] }],
  ['`__proto__` and `constructor` as keys', inside({ attributes: [{ key: '__proto__', value: { stringValue: 'x' } }, { key: 'constructor', value: { stringValue: 'x' } }] }).replace('"flags"', '"__proto__":{"spanId":"0"},"constructor":null,"flags"'), MORE],
  ['ids in upper case', lineOf('service-a', spanOf({ traceId: TRACE.toUpperCase(), parentSpanId: INSIDE.toUpperCase() })), MORE],
  ['ids in base64', inside({ traceId: 'CvdlGRbNQ92ESOshHIAxnA==', spanId: 't61rcWkgMzE=', parentSpanId: '' }), { spans: 4, traces: 2, counts: { roots: 1 }, findings: ['odd:2 ODD_ID 1'] }],
  ['ids that are too short', inside({ traceId: 'abc', spanId: 'def', parentSpanId: '' }), { spans: 4, traces: 2, counts: { roots: 1 }, findings: ['odd:2 ODD_ID 1'] }],
  ['a trace id of zeros', inside({ traceId: '0'.repeat(32) }), { counts: { unplaced: 1 }, findings: ['odd:2 UNPLACED_SPAN 1'] }],
  ['a span id of zeros', inside({ spanId: '0'.repeat(16) }), { counts: { unplaced: 1 }, findings: ['odd:2 UNPLACED_SPAN 1'] }],
  ['a trace id that is a number', inside({ traceId: 7 }), { counts: { unplaced: 1 }, findings: ['odd:2 UNPLACED_SPAN 1'] }],
  ['a parent of zeros, which is a second top', inside({ parentSpanId: '0'.repeat(16) }), SECOND_TOP],
  ['integers as numbers', inside({ startTimeUnixNano: 1764000000000000000, endTimeUnixNano: 1764000001000000000, droppedAttributesCount: 0 }), MORE],
  ['integers as texts', inside({ flags: '257', kind: '1', droppedAttributesCount: '0' }), MORE],
  ['enums by their names', inside({ kind: 'SPAN_KIND_INTERNAL', status: { code: 'STATUS_CODE_OK' } }), MORE],
  ['enums that are none', inside({ kind: 'SPAN_KIND_ODD', status: { code: 99 } }), MORE],
  ['unknown fields', inside({ unheardOf: { of: [1, null, true, { x: -1.5e-7 }] } }), MORE],
  ['names of the protobuf definition', `{"resource_spans":[{"resource":{"attributes":[{"key":"service.name","value":{"string_value":"service-a"}}]},"scope_spans":[{"spans":[{"trace_id":"${TRACE}","span_id":"b7ad6b7169203331","parent_span_id":"${INSIDE}","start_time_unix_nano":"1764000000000000000"}]}]}]}`, { spans: 4, findings: ['odd:2 SNAKE_CASE 1'] }],
  ['metrics', '{"resourceMetrics":[{"scopeMetrics":[]}]}', { findings: ['odd:2 NOT_TRACES 1'] }],
  ['logs', '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"abc","spanId":"def"}]}]}]}', { findings: ['odd:2 NOT_TRACES 1'] }],
  ['a span that came before', CALLEE, { counts: { duplicates: 1 } }],
  ['a span that came before, with other content', CALLEE.replace('GET /work', 'GET /other'), { exitCode: 0, counts: { conflicts: 1 } }],
  ['a span that is its own parent', inside({ parentSpanId: 'b7ad6b7169203331' }), { exitCode: 1, spans: 4, counts: { cycles: 1 } }],
  ['spans in a circle', lineOf('service-a', spanOf({ spanId: '1111111111111111', parentSpanId: '2222222222222222' }), spanOf({ spanId: '2222222222222222', parentSpanId: '1111111111111111' })), { exitCode: 1, spans: 5, counts: { cycles: 1 } }],
  ['a root beside the span that was called from outside', inside({ parentSpanId: '' }), SECOND_TOP],
  ['a parent in another trace', inside({ traceId: OTHER, flags: 1 }), { exitCode: 1, spans: 4, traces: 2, counts: { orphans: 1 } }],
  ['a span that ends before it starts', inside({ endTimeUnixNano: '1763000000000000000' }), { spans: 4, findings: [':0 END_BEFORE_START 1'] }],
  ['names that are objects without a text', `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"service-a"}}]},"scopeSpans":[{"scope":{"name":{"toString":0}},"spans":[${JSON.stringify(spanOf({ parentSpanId: INSIDE, name: { toString: 0 }, startTimeUnixNano: { toString: 0 } }))}]}]}]}`, MORE],
  ['a service name that has no text', inside().replace('"service-a"', '{"toString":0}'), { unreadable: ['odd:2 Cannot convert object to primitive value'] }],
  ['keys in any order', `{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[],"kind":1,"parentSpanId":"${INSIDE}","spanId":"b7ad6b7169203331","traceId":"${TRACE}"}]}],"resource":{"attributes":[{"value":{"stringValue":"service-a"},"key":"service.name"}]}}]}`, MORE],
  ['escapes in keys', inside().replace('"traceId"', '"tr\\u0061ceId"').replace('"spanId"', '"\\u0073panId"'), MORE],
  ['links and events with ids of their own', inside({ links: [{ traceId: OTHER, spanId: '1212121212121212' }], events: [{ name: 'x', traceId: OTHER, spanId: '3434343434343434' }] }), MORE],
  ['attributes that hold OTLP', inside({ attributes: [{ key: 'body', value: { stringValue: JSON.stringify(OTLP) } }, { key: 'raw', value: { kvlistValue: { values: [OTLP] } } }] }), MORE],
  ['half of a surrogate pair', inside({ name: '\\ud800' }).replace('\\\\ud800', '\\ud800'), MORE],
];

describe('a line among those of a hop:', { concurrency: 3 }, () => {
  for (const [says, line, seen] of LINES) test(says, (t) => assertSeen(ownTemporaryFolder(t), ownTemporaryFolder(t), between(line), seen));
});

/** A file in whole. */
const FILES: [says: string, bytes: string | Uint8Array, seen: Partial<Seen>][] = [
  ['a last line that is torn', `${HOP}${inside().slice(0, 150)}`, { findings: ['odd:3 NO_LAST_NEWLINE 1'] }],
  ['a last line without a newline', HOP.trimEnd(), {}],
  ['lines that end in CR LF', HOP.replaceAll('\n', '\r\n'), { findings: ['odd:1 CR_LF 1'] }],
  ['a byte order mark', `\uFEFF${HOP}`, { findings: ['odd:1 BYTE_ORDER_MARK 1'] }],
  ['bytes that are no UTF-8', Buffer.from(between(inside({ name: 'NAME' }).replace('NAME', '\xff\xfe')), 'latin1'), { spans: 4, findings: ['odd:2 INVALID_UTF8 1'] }],
  ['a hole of NUL bytes glued on a line', `${HOP}${'\0'.repeat(5_000)}${inside()}\n`, { unreadable: ['odd:3 Unexpected token \'\0\', "\0\0\0\0\0\0\0\0\0\0"... is not valid JSON'] }],
  ['a line of 100 MB', between(`{"x":"${'x'.repeat(100_000_000)}"}`), { unreadable: ['odd:2 longer than 64 MiB'] }],
  ['one pretty document', JSON.stringify({ resourceSpans: HOP.trim().split('\n').flatMap((line) => (JSON.parse(line) as { resourceSpans: unknown[] }).resourceSpans) }, undefined, 2), {}],
];

describe('a file with', { concurrency: 3 }, () => {
  for (const [says, bytes, seen] of FILES) test(says, (t) => assertSeen(ownTemporaryFolder(t), ownTemporaryFolder(t), bytes, seen));
});

async function assertSeen(folder: string, temporary: string, bytes: string | Uint8Array, expected: Partial<Seen>): Promise<void> {
  const ended = await checkBytes(folder, bytes, { TMPDIR: temporary });
  assert.equal(ended.stderr, '');
  const seen = seenIn(ended, folder);
  assert.deepEqual(seen, { ...WHOLE, ...expected });
  assertNothingLeft(temporary);
}
