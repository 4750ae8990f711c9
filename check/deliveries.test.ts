import assert from 'node:assert/strict';
import { test } from 'node:test';

import { A_CLIENT, B_SERVER, TRACE } from '../verifier/fixtures/evidence.ts';
import { deliveredIn } from './deliveries.ts';
import { wholeSpansIn } from './whole-span.ts';

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const SERVER = `"traceId":"${TRACE}","spanId":"${B_SERVER}","kind":2`;

function delivered(...spans: string[]): object {
  const line = (span: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[{${span}}]}]}]}`;
  const { spans: found, ...counts } = deliveredIn(spans.flatMap((span) => wholeSpansIn(JSON.parse(line(span)), () => true)));
  return { ...counts, spans: found.length };
}

const DELIVERIES: [says: string, spans: string[], duplicates: number, conflicts: string[], count: number][] = [
  ['one span', [SERVER], 0, [], 1],
  ['two spans', [SERVER, SERVER.replace(B_SERVER, A_CLIENT)], 0, [], 2],
  ['one span three times', [SERVER, SERVER, SERVER], 2, [], 1],
  ['one span with its keys in another order', [SERVER, `"kind":2,${SERVER.replace(',"kind":2', '')}`], 1, [], 1],
  ['one span under the names of the definition', [SERVER, SERVER.replace('traceId', 'trace_id').replace('spanId', 'span_id')], 1, [], 1],
  ['one id with two contents', [SERVER, `${SERVER},"name":"x"`], 0, [B_SERVER], 2],
  ['one id with two contents, one of them twice', [SERVER, `${SERVER},"name":"x"`, SERVER], 1, [B_SERVER], 2],
  ['an empty list, and an empty object', [`${SERVER},"x":[]`, `${SERVER},"x":{}`], 0, [B_SERVER], 2],
  ['an object, and the list of its pairs', [`${SERVER},"x":{"a":1}`, `${SERVER},"x":[["a",1]]`], 0, [B_SERVER], 2],
  ['lists that hold the same at other depths', [`${SERVER},"x":[1,[2]]`, `${SERVER},"x":[[1,2]]`], 0, [B_SERVER], 2],
  ['one span twice with 100,000 brackets', [`${SERVER},"x":${DEEP}`, `${SERVER},"x":${DEEP}`], 1, [], 1],
  ['two ids in base64 that differ in case', [SERVER.replace(B_SERVER, 'aaaaaaaaaaE='), SERVER.replace(B_SERVER, 'AAAAAAAAAAE=')], 0, [], 2],
  ['a name that is no text, and cannot be one', [`${SERVER},"name":{"toString":null},"flags":{"valueOf":null}`], 0, [], 1],
  ['attributes that are no list', [`${SERVER},"attributes":7`], 0, [], 1],
];

for (const [says, spans, duplicates, conflicts, count] of DELIVERIES) {
  test(`${says}: ${duplicates} repeated, ${conflicts.length} in conflict`, () => assert.deepEqual(delivered(...spans), { duplicates, conflicts, spans: count }));
}

test('of several contents the order does not depend on that of the files', () => {
  const [one, other] = [SERVER, `${SERVER},"name":"x"`].map((span) => wholeSpansIn(JSON.parse(`{"resourceSpans":[{"scopeSpans":[{"spans":[{${span}}]}]}]}`), () => true)[0]!) as [never, never];
  assert.deepEqual(deliveredIn([one, other]).spans, deliveredIn([other, one]).spans);
});
