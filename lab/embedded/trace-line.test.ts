import assert from 'node:assert/strict';
import test from 'node:test';

import { OTHERWISE, REFUSED, TAKEN } from './fixtures/requests.ts';
import { Refusal } from './refusal.ts';
import { traceLine } from './trace-line.ts';

const value = (text: string): string => span(`"attributes":[{"key":"k","value":{${text}}}],`);
const span = (text: string): string => `{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{${text}"status":{}}]}]}]}`;

/** What the Collector 0.159 writes, for machines that have none: real-collector.test.ts compares all of them. */
const WRITTEN: Record<string, [text: string, spans: number]> = {
  'no field at all': ['{}', 0],
  'an empty scope': ['{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{}}]}]}', 0],
  'a span without fields': [span(''), 1],
  'ids in upper case': [span('"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"eee19b7ec3c1b173",'), 1],
  'ids of zeros': [span(''), 1],
  'defaults that are spelled out': [span(''), 1],
  'fields in another order': [span('"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"x","kind":2,'), 1],
  'times as numbers': [span('"startTimeUnixNano":"1795488285868000001","endTimeUnixNano":"18446744073709551615",'), 1],
  'names in snake case': ['{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","startTimeUnixNano":"1","droppedLinksCount":2,"status":{}}],"schemaUrl":"s"}],"schemaUrl":"r"}]}', 1],
  'a trace state, flags and a kind': [span('"traceState":"a=1,b=2","flags":4294967295,"kind":5,'), 1],
  'an integer that JavaScript cannot hold': [value('"intValue":"9007199254740993"'), 1],
  'a small double': [value('"doubleValue":1e-07'), 1],
  'a negative zero': [value('"doubleValue":-0'), 1],
  'control characters': [value(String.raw`"stringValue":"\u0000\u0007\u0008\u000c\n\r\t\u001f${'\x7f'}\"\\/"`), 1],
  'strings that look like defaults': ['{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"traceState":"[]","name":"0","attributes":[{"key":"0","value":{}}],"status":{"message":"false"}}]}]}]}', 1],
  'a zero': [span('"attributes":[{"key":"k","value":{"intValue":"0"}}],'), 1],
  'two resources, one of them empty': ['{"resourceSpans":[{"resource":{}},{"resource":{},"scopeSpans":[{"scope":{}},{"scope":{},"spans":[{"name":"a","status":{}},{"name":"b","status":{}}]}]}]}', 2],
};

for (const [name, [text, spans]] of Object.entries(WRITTEN)) {
  test(`${name}: the line is the Collector's`, () => assert.deepEqual(traceLine(TAKEN[name]!), { text, spans }));
}

for (const [name, [body, message]] of Object.entries(REFUSED)) {
  test(`${name}: refused, with its path`, () => assert.throws(() => traceLine(body), { name: 'Refusal', status: 400, message }));
}

test('a line is read as itself again', () => {
  for (const body of Object.values(TAKEN)) {
    const { text, spans } = traceLine(body);
    assert.deepEqual(traceLine(text), { text, spans });
  }
});

test('values are taken 100 deep, and refused when deeper', () => {
  const [tooDeep] = OTHERWISE['values within values, more than 100 deep']!;
  const justNot = tooDeep.replace('{"arrayValue":{"values":[', '').replace(']}}', '');
  assert.equal(traceLine(justNot).spans, 1);
  assert.throws(() => traceLine(tooDeep), (error) => error instanceof Refusal && error.message.endsWith('is nested more than 100 values deep.'));
});

test('half of a surrogate pair becomes the replacement character', () => {
  const { text } = traceLine(String.raw`{"resourceSpans":[{"schemaUrl":"a\ud800b \\ud800"}]}`);
  assert.equal(text, String.raw`{"resourceSpans":[{"resource":{},"schemaUrl":"a` + '\ufffd' + String.raw`b \\ud800"}]}`);
});
