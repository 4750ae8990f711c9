import assert from 'node:assert/strict';
import { test } from 'node:test';

import { packLine } from './packing.ts';
import { idAt, idKey, KIND_BITS, META, PAGE, PARENT, REMOTE, REMOTE_KNOWN, SERVICE_SHIFT, SPAN, START, TRACE, WORDS } from './records.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SPAN_ID = 'b7ad6b7169203331';
const PARENT_ID = 'aaaaaaaaaaaaaaa0';
const PLACE = `"traceId":"${TRACE_ID}","spanId":"${SPAN_ID}"`;
const NO_PARENT = '0000000000000000';

interface Read { traceId: string; spanId: string; parent: string; kind: number; remote: boolean | undefined; start: number; service: string }

const READ: Read = { traceId: TRACE_ID, spanId: SPAN_ID, parent: NO_PARENT, kind: 0, remote: undefined, start: 0, service: 'service-a' };

function lineOf(span: string, resource = '"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"service-a"}}]}'): string {
  return `{"resourceSpans":[{${resource},"scopeSpans":[{"scope":{"name":"s"},"spans":[{${span}}]}]}]}`;
}

function read(line: string): { spans: Read[]; unplaced: number; oddities: string[] } {
  const names: string[] = [];
  const { records, unplaced, oddities } = packLine(line, 7, (name) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1));
  const spans = Array.from({ length: records.length / WORDS }, (_, record): Read => {
    const at = record * WORDS;
    const meta = records[at + META]!;
    assert.equal(records[at + PAGE], 7);
    return {
      traceId: idAt(records, at + TRACE, 4), spanId: idAt(records, at + SPAN, 2), parent: idAt(records, at + PARENT, 2), kind: meta & KIND_BITS,
      remote: (meta & REMOTE_KNOWN) === 0 ? undefined : (meta & REMOTE) !== 0, start: records[at + START]!, service: names[meta >>> SERVICE_SHIFT]!,
    };
  });
  return { spans, unplaced, oddities: [...oddities].sort() };
}

const DEEP = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

const PLACED: [says: string, span: string, differs: Partial<Read>, oddities?: string[]][] = [
  ['ids alone', PLACE, {}],
  ['ids in capitals', PLACE.toUpperCase().replace('TRACEID', 'traceId').replace('SPANID', 'spanId'), {}],
  ['a short trace id', `"traceId":"abc","spanId":"${SPAN_ID}"`, { traceId: idKey('abc', 4) }, ['ODD_ID']],
  ['ids in base64', '"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"t61rcWkgMzE="', { traceId: idKey('CvdlGRbNQ92ESOshHIAxnA==', 4), spanId: idKey('t61rcWkgMzE=', 2) }, ['ODD_ID']],
  ['an odd id of characters beyond ASCII', `"traceId":"${TRACE_ID}","spanId":"\u{1f600}"`, { spanId: idKey('\u{1f600}', 2) }, ['ODD_ID']],
  ['an escape in an id', `"traceId":"\\u0030${TRACE_ID.slice(1)}","spanId":"${SPAN_ID}"`, {}],
  ['an escape in a key', `"trace\\u0049d":"${TRACE_ID}","spanId":"${SPAN_ID}"`, {}],
  ['a parent', `${PLACE},"parentSpanId":"${PARENT_ID}"`, { parent: PARENT_ID }],
  ['a parent in capitals', `${PLACE},"parentSpanId":"${PARENT_ID.toUpperCase()}"`, { parent: PARENT_ID }],
  ['an odd parent', `${PLACE},"parentSpanId":"qqqqqqqqqqqqqqo="`, { parent: idKey('qqqqqqqqqqqqqqo=', 2) }, ['ODD_ID']],
  ['a parent that is null', `${PLACE},"parentSpanId":null`, {}],
  ['a parent that is empty', `${PLACE},"parentSpanId":""`, {}],
  ['a parent of zeros', `${PLACE},"parentSpanId":"${NO_PARENT}"`, {}],
  ['a parent of zeros of another length', `${PLACE},"parentSpanId":"000"`, {}],
  ...[0, 1, 2, 3, 4, 5].map((kind): [string, string, Partial<Read>] => [`kind ${kind}`, `${PLACE},"kind":${kind}`, { kind }]),
  ['a kind in digits', `${PLACE},"kind":"2"`, { kind: 2 }],
  ['a kind by its name', `${PLACE},"kind":"SPAN_KIND_CONSUMER"`, { kind: 5 }],
  ...['6', '-1', '1.5', '1e400', 'null', 'true', '[2]', '{}', '"SERVER"', '"SPAN_KIND_ODD"', '"length"', '""', '"__proto__"'].map((kind): [string, string, Partial<Read>] => [`kind ${kind}, which is none`, `${PLACE},"kind":${kind}`, {}]),
  ['flags without bits of the parent', `${PLACE},"flags":1`, {}],
  ['flags of a local parent', `${PLACE},"flags":257`, { remote: false }],
  ['flags of a remote parent', `${PLACE},"flags":769`, { remote: true }],
  ['flags in digits', `${PLACE},"flags":"768"`, { remote: true }],
  ['flags with the bit for remote, which is not known', `${PLACE},"flags":512`, {}],
  ['flags with all 32 bits', `${PLACE},"flags":4294967295`, { remote: true }],
  ...['null', '{}', '[768]', 'true', '"x"', '1e400'].map((flags): [string, string, Partial<Read>] => [`flags ${flags}, which are none`, `${PLACE},"flags":${flags}`, {}]),
  ['a start', `${PLACE},"startTimeUnixNano":"1764000000999999999"`, { start: 1_764_000_000 }],
  ['the last second that has room', `${PLACE},"startTimeUnixNano":"4294967295999999999"`, { start: 4_294_967_295 }],
  ...['"9999999999000000000"', '1764000000000000000', '"176400000099999999"', '"1764000000.99999999"', '""', 'null', '{}'].map((start): [string, string, Partial<Read>] => [`a start of ${start}, which is none`, `${PLACE},"startTimeUnixNano":${start}`, {}]),
  ['names of the definition', `"trace_id":"${TRACE_ID}","span_id":"${SPAN_ID}","parent_span_id":"${PARENT_ID}","start_time_unix_nano":"1764000000000000000"`, { parent: PARENT_ID, start: 1_764_000_000 }, ['SNAKE_CASE']],
  ['both names of one field', `${PLACE},"parentSpanId":"${PARENT_ID}","parent_span_id":"${SPAN_ID}"`, { parent: PARENT_ID }],
  ['both names of one field, in the other order', `"trace_id":"abc","span_id":5,${PLACE}`, {}],
  ['both names, of which the one that wins is null', `${PLACE},"parent_span_id":"${PARENT_ID}","parentSpanId":null`, {}],
  ['a key twice: the last counts', `"traceId":"abc",${PLACE},"kind":2,"kind":3`, { kind: 3 }],
  ['a key that would be a prototype', `"__proto__":{"traceId":"abc","kind":2,"flags":769,"parentSpanId":"${PARENT_ID}"},"constructor":1,${PLACE}`, {}],
  ['ids in its links and events, which are not its own', `"links":[{"traceId":"abc","spanId":"abc"}],${PLACE},"events":[{"spanId":"abc","kind":2}]`, {}],
  ['what is in no definition', `${PLACE},"status":"odd","attributes":7,"new":{"spans":[null]}`, {}],
  ['200,000 brackets', `"attributes":${DEEP},${PLACE}`, {}],
];

for (const [says, span, differs, oddities = []] of PLACED) {
  test(`a span with ${says}: placed`, () => assert.deepEqual(read(lineOf(span)), { spans: [{ ...READ, ...differs }], unplaced: 0, oddities }));
}

const UNPLACED: [says: string, span: string][] = [
  ['no ids', ''],
  ['no trace id', `"spanId":"${SPAN_ID}"`],
  ['no span id', `"traceId":"${TRACE_ID}"`],
  ['a trace id of zeros', `"traceId":"${'0'.repeat(32)}","spanId":"${SPAN_ID}"`],
  ['a trace id of a few zeros', `"traceId":"00","spanId":"${SPAN_ID}"`],
  ['an empty span id', `"traceId":"${TRACE_ID}","spanId":""`],
  ['a number for a span id', `"traceId":"${TRACE_ID}","spanId":1234567890123456`],
  ['a list for a trace id', `"traceId":["${TRACE_ID}"],"spanId":"${SPAN_ID}"`],
  ['null for a span id, under the name that wins', `"traceId":"${TRACE_ID}","spanId":null,"span_id":"${SPAN_ID}"`],
  ['a number for a parent', `${PLACE},"parentSpanId":5`],
  ['the number zero for a parent', `${PLACE},"parentSpanId":0`],
  ['an object for a parent', `${PLACE},"parentSpanId":{}`],
  ['false for a parent', `${PLACE},"parentSpanId":false`],
];

for (const [says, span] of UNPLACED) {
  test(`a span with ${says}: without a place, and the next one is read`, () => {
    assert.deepEqual(read(lineOf(`${span}},{${PLACE}`)), { spans: [READ], unplaced: 1, oddities: ['UNPLACED_SPAN'] });
  });
}

const NAMES: [says: string, resource: string, service: string, oddities?: string[]][] = [
  ['no resource', '"x":1', ''],
  ['a resource that is null', '"resource":null', ''],
  ['a resource that is a text', '"resource":"service.name"', ''],
  ['no attributes', '"resource":{}', ''],
  ['attributes that are null', '"resource":{"attributes":null}', ''],
  ['other attributes', '"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"x"}},{}]}', ''],
  ['no value', '"resource":{"attributes":[{"key":"service.name"}]}', ''],
  ['null for a value', '"resource":{"attributes":[{"key":"service.name","value":null}]}', ''],
  ['a number for a value', '"resource":{"attributes":[{"key":"service.name","value":{"intValue":"1"}}]}', ''],
  ['a name with an escape', '"resource":{"attributes":[{"key":"service\\u002ename","value":{"stringValue":"\\u0061 \\"b\\""}}]}', 'a "b"'],
  ['two names: the first counts', '"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"x"}},{"key":"service.name","value":{"stringValue":"y"}}]}', 'x'],
  ['a name under the name of the definition', '"resource":{"attributes":[{"key":"service.name","value":{"string_value":"x"}}]}', 'x', ['SNAKE_CASE']],
  ['a name under both names', '"resource":{"attributes":[{"key":"service.name","value":{"string_value":"x","stringValue":"y"}}]}', 'y'],
  ['a name on a key that would be a prototype', '"resource":{"__proto__":{"attributes":[{"key":"service.name","value":{"stringValue":"x"}}]}}', ''],
];

for (const [says, resource, service, oddities = []] of NAMES) {
  test(`a service with ${says}: ${JSON.stringify(service)}`, () => assert.deepEqual(read(lineOf(PLACE, resource)), { spans: [{ ...READ, service }], unplaced: 0, oddities }));
}

const WITHOUT_SPANS: [line: string, oddities?: string[]][] = [
  ['{}'],
  [' {"resourceSpans": [] }\r'],
  ['{"resourceSpans":null}'],
  ['{"resourceSpans":[{}]}'],
  ['{"resourceSpans":[{"scopeSpans":null}]}'],
  ['{"resourceSpans":[{"scopeSpans":[{}]}]}'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[]}]}]}'],
  ['{"resourceSpans":[],"resource_spans":7}'],
  ['{"__proto__":{"resourceSpans":7}}'],
  ['{"resourceMetrics":[{"scopeMetrics":7}]}', ['NOT_TRACES']],
  ['{"resource_logs":null}', ['NOT_TRACES']],
];

for (const [line, oddities = []] of WITHOUT_SPANS) {
  test(`${line.trim()}: a line without spans`, () => assert.deepEqual(read(line), { spans: [], unplaced: 0, oddities }));
}

test('both spellings of lists: read, and said once', () => {
  const line = `{"resource_spans":[{"scope_spans":[{"spans":[{${PLACE}}]},{"spans":[{${PLACE}}]}]}]}`;
  assert.deepEqual(read(line), { spans: [{ ...READ, service: '' }, { ...READ, service: '' }], unplaced: 0, oddities: ['SNAKE_CASE'] });
});

test('metrics beside spans: the spans are read', () => {
  assert.deepEqual(read(`{"resourceMetrics":[],${lineOf(PLACE).slice(1)}`), { spans: [READ], unplaced: 0, oddities: ['NOT_TRACES'] });
});

test('10,000 spans of one line are all read', () => {
  const line = lineOf(Array.from({ length: 10_000 }, (_, index) => `"traceId":"${TRACE_ID}","spanId":"${(index + 1).toString(16).padStart(16, '0')}","parentSpanId":"${index === 0 ? '' : SPAN_ID}"`).join('},{'));
  const { spans } = read(line);
  assert.deepEqual([spans.length, new Set(spans.map(({ spanId }) => spanId)).size, spans[0]!.parent, spans[9_999]!.parent], [10_000, 10_000, NO_PARENT, SPAN_ID]);
});

const REFUSED: [line: string, reason: RegExp][] = [
  ['', /JSON/],
  ['{"resourceSpans":[', /JSON/],
  ['{}{}', /JSON/],
  ['{"a":"\t"}', /JSON/],
  ['\u{feff}{}', /JSON/],
  ['{"resourceSpans":[]}\0', /JSON/],
  ['null', /not a JSON object/],
  ['7', /not a JSON object/],
  ['"{}"', /not a JSON object/],
  ['[{"resourceSpans":[]}]', /not a JSON object/],
  ['{"resourceSpans":{}}', /a list of objects/],
  ['{"resourceSpans":"x"}', /a list of objects/],
  ['{"resourceSpans":[null]}', /a list of objects/],
  ['{"resourceSpans":[{"scopeSpans":false}]}', /a list of objects/],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":7}]}]}', /a list of objects/],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{},7]}]}]}', /a list of objects/],
  ['{"resourceSpans":[{"resource":{"attributes":{}}}]}', /a list of objects/],
  ['{"resourceSpans":[{"resource":{"attributes":[7]}}]}', /a list of objects/],
];

for (const [line, reason] of REFUSED) {
  test(`${JSON.stringify(line)}: no line of spans`, () => assert.throws(() => read(line), reason));
}
